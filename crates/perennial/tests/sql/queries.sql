SELECT count(*) AS n FROM facts;
SELECT tier, count(*) AS n, count(DISTINCT industry) AS industries, sum(employees) AS people
FROM accounts GROUP BY tier ORDER BY tier NULLS LAST;
SELECT kind, name, sum("count") AS events, count(DISTINCT account_id) AS accounts, max(day) AS last_day
FROM daily GROUP BY kind, name ORDER BY kind, name;
SELECT a.account_id, a.name, count(t.ticket_id) AS tickets, count(t.solved_at) AS solved, min(t.opened_at) AS first
FROM accounts a LEFT JOIN tickets t ON t.account_id = a.account_id
GROUP BY a.account_id, a.name ORDER BY a.account_id;
SELECT currency, plan, sum(mrr) AS mrr, count(*) AS n, max(term_end) AS last_end
FROM subscriptions WHERE ended_at IS NULL GROUP BY currency, plan ORDER BY currency, plan;
SELECT m.account_id, m.arr, m.open_tickets, m.active_contacts_28d, h.score, h.band
FROM metrics m JOIN health h ON h.account_id = m.account_id AND h.day = m.day
WHERE m.day = (SELECT max(day) FROM metrics) ORDER BY m.account_id;
SELECT account_id, day, score - lag(score, 28) OVER (PARTITION BY account_id ORDER BY day) AS change
FROM health WHERE day > (SELECT max(day) FROM health) - 40 ORDER BY account_id, day;
SELECT CAST(date_trunc('month', day) AS DATE) AS month, avg(score) AS mean, min(score) AS least, max(score) AS most
FROM health GROUP BY 1 ORDER BY 1;
SELECT c.role, count(*) AS contacts, count(d.contact_id) AS seen
FROM contacts c
LEFT JOIN (SELECT DISTINCT contact_id FROM daily WHERE kind = 'usage') d ON d.contact_id = c.contact_id
GROUP BY c.role ORDER BY c.role NULLS LAST;
SELECT kind, count(*) AS n, avg(score) AS mean,
       sum(CASE WHEN comment IS NULL THEN 0 ELSE 1 END) AS commented
FROM surveys GROUP BY kind ORDER BY kind;
SELECT channel, direction, count(*) AS n, sum(minutes) AS minutes, max(occurred_at) AS latest
FROM interactions GROUP BY channel, direction ORDER BY channel, direction;
SELECT rule, severity, status, count(*) AS n, min(opened_on) AS first
FROM signals GROUP BY rule, severity, status ORDER BY rule, severity, status;
SELECT account_id, name, rank() OVER (ORDER BY employees DESC NULLS LAST, account_id) AS place
FROM accounts WHERE lower(name) LIKE '%a%' ORDER BY place;
WITH busy AS (
  SELECT account_id, contact_id, count(DISTINCT day) AS days FROM daily WHERE kind = 'usage' GROUP BY 1, 2
)
SELECT a.name, count(*) AS people, sum(CASE WHEN b.days >= 20 THEN 1 ELSE 0 END) AS regulars
FROM busy b JOIN accounts a ON a.account_id = b.account_id
GROUP BY a.name HAVING count(*) > 1 ORDER BY a.name;
SELECT kind, count(*) AS n, count(value) AS with_value, min(occurred_at) AS first
FROM facts WHERE account_id IN (SELECT account_id FROM accounts WHERE tier IS NOT NULL)
GROUP BY kind ORDER BY kind;
