// How each movement and each rate looks, in every chart. Colours are tokens.

import type { MovementKey } from "../behind/figures";

export const MOVEMENT_LOOKS: Record<MovementKey, { name: string; colour: string }> = {
  new: { name: "New", colour: "--pn-fill-healthy" },
  expansion: { name: "Expansion", colour: "--pn-fill-thriving" },
  reactivation: { name: "Reactivation", colour: "--pn-accent" },
  contraction: { name: "Contraction", colour: "--pn-fill-wobbling" },
  churn: { name: "Churn", colour: "--pn-fill-critical" },
};

export const TOTAL_COLOUR = "--pn-fill-former";
