// Queries to begin with: each answers a question that people really ask.

export interface Example {
  name: string;
  query: string;
}

export const EXAMPLES: Example[] = [
  {
    name: "Accounts and ARR by tier",
    query: `SELECT coalesce(a.tier, 'none') AS tier,
       count(*) AS accounts,
       sum(m.arr) AS arr,
       round(avg(h.score)) AS average_score
FROM accounts a
JOIN metrics m ON m.account_id = a.account_id AND m.day = current_date
JOIN health h ON h.account_id = a.account_id AND h.day = current_date
GROUP BY 1
ORDER BY arr DESC NULLS LAST`,
  },
  {
    name: "Large accounts whose score fell most in 28 days",
    query: `SELECT a.name, m.arr, now_.score, round(now_.score - before_.score, 1) AS change
FROM accounts a
JOIN health now_ ON now_.account_id = a.account_id AND now_.day = current_date
JOIN health before_ ON before_.account_id = a.account_id AND before_.day = current_date - 28
JOIN metrics m ON m.account_id = a.account_id AND m.day = current_date
WHERE m.arr > 20000 AND now_.score < before_.score
ORDER BY change
LIMIT 20`,
  },
  {
    name: "Who stopped coming: contacts by their last day",
    query: `SELECT a.name AS account, c.name AS contact, c.role, max(d.day) AS last_seen
FROM daily d
JOIN contacts c ON c.contact_id = d.contact_id
JOIN accounts a ON a.account_id = d.account_id
WHERE d.kind = 'usage'
GROUP BY 1, 2, 3
HAVING max(d.day) BETWEEN current_date - 90 AND current_date - 28
ORDER BY last_seen DESC
LIMIT 100`,
  },
  {
    name: "What people use: features by accounts and events",
    query: `SELECT name,
       count(DISTINCT account_id) AS accounts,
       count(DISTINCT contact_id) AS people,
       sum("count") AS events
FROM daily
WHERE kind = 'usage' AND day > current_date - 28
GROUP BY name
ORDER BY accounts DESC, events DESC`,
  },
  {
    name: "Tickets by month: how many, and how long they took",
    query: `SELECT date_trunc('month', opened_at) AS month,
       count(*) AS opened,
       count(*) FILTER (WHERE priority = 'urgent') AS urgent,
       round(approx_percentile_cont(0.5) WITHIN GROUP (
         ORDER BY date_part('epoch', solved_at) - date_part('epoch', opened_at)) / 3600, 1)
         AS median_hours
FROM tickets
GROUP BY 1
ORDER BY 1`,
  },
  {
    name: "Renewals in the next 90 days, weakest first",
    query: `SELECT a.name, s.plan, s.mrr, s.currency, s.term_end, h.score, h.band
FROM subscriptions s
JOIN accounts a ON a.account_id = s.account_id
JOIN health h ON h.account_id = a.account_id AND h.day = current_date
WHERE s.ended_at IS NULL
  AND s.term_end BETWEEN now() AND now() + INTERVAL '90 days'
ORDER BY h.score
LIMIT 50`,
  },
  {
    name: "NPS by quarter",
    query: `SELECT date_trunc('quarter', answered_at) AS quarter,
       count(*) AS answers,
       round(100.0 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6))
             / count(*)) AS nps
FROM surveys
WHERE kind = 'nps'
GROUP BY 1
ORDER BY 1`,
  },
  {
    name: "A custom attribute out of JSON",
    query: `SELECT name, json_get(attributes, 'crm_id') AS crm_id, attributes
FROM accounts
WHERE attributes IS NOT NULL
LIMIT 50`,
  },
];
