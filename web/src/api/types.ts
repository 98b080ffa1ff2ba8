// Short names for what the API document describes. Nothing is described here by hand.

import type { components } from "./schema";

type Schemas = components["schemas"];

export type ProblemBody = Schemas["Problem"];
export type Money = Schemas["Money"];
export type Role = Schemas["Role"];
export type Permission = Schemas["Permission"];
export type Teammate = Schemas["Teammate"];
export type SessionInfo = Schemas["SessionInfo"];
export type SessionRow = Schemas["SessionRow"];
export type Overview = Schemas["Overview"];
export type BandsOnDay = Schemas["BandsOnDay"];
export type Freshness = Schemas["Freshness"];
export type CallListRow = Schemas["CallListRow"];
export type AccountRow = Schemas["AccountRow"];
export type AccountSort = Schemas["AccountSort"];
export type AccountPage = Schemas["AccountPage"];
export type AccountDetail = Schemas["AccountDetail"];
export type Account = Schemas["Account"];
export type Explanation = Schemas["Explanation"];
export type GroupPart = Schemas["GroupPart"];
export type MeasurePart = Schemas["MeasurePart"];
export type MetricValue = Schemas["MetricValue"];
export type History = Schemas["History"];
export type ContactRow = Schemas["ContactRow"];
export type ContactStatus = Schemas["ContactStatus"];
export type TicketRow = Schemas["TicketRow"];
export type SubscriptionRow = Schemas["SubscriptionRow"];
export type SurveyRow = Schemas["SurveyRow"];
export type FactKind = Schemas["FactKind"];
export type TimelineFact = Schemas["TimelineFact"];
export type SignalRow = Schemas["SignalRow"];
export type SignalRule = Schemas["SignalRule"];
export type SignalStatus = Schemas["SignalStatus"];
export type SignalCounts = Schemas["SignalCounts"];
export type Severity = Schemas["Severity"];
export type SearchHit = Schemas["SearchHit"];
export type AccessKey = Schemas["AccessKey"];
export type KeyPurpose = Schemas["KeyPurpose"];
export type LiveEvent = Schemas["LiveEvent"];
export type LiveStatus = Schemas["LiveStatus"];
export type ImportRun = Schemas["ImportRun"];
export type Scorecard = Schemas["Scorecard"];
export type Webhook = Schemas["Webhook"];
export type Delivery = Schemas["Delivery"];
