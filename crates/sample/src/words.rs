//! What customers say and write. Own sentences; the angry ones are angry about something.

use crate::story::Story;

/// A subject of support.
pub(crate) struct Topic {
    pub product: &'static str,
    pub cause: &'static str,
    pub subject: &'static str,
    pub calm: &'static str,
    pub angry: &'static str,
    /// 0 low … 3 urgent, when nobody is angry.
    pub priority: usize,
}

const fn topic(
    product: &'static str,
    cause: &'static str,
    priority: usize,
    subject: &'static str,
    calm: &'static str,
    angry: &'static str,
) -> Topic {
    Topic { product, cause, subject, calm, angry, priority }
}

pub(crate) const TOPICS: [Topic; 18] = [
    topic(
        "Scheduling",
        "how_to",
        0,
        "How do I move a whole day of jobs?",
        "One of our vans is in the workshop on Thursday. Can I move all of its jobs at once, or do I drag them one by one?",
        "I have asked before how to move a whole day. Dragging forty jobs by hand cannot be the answer.",
    ),
    topic(
        "Scheduling",
        "bug",
        2,
        "Job shows twice in the calendar",
        "Since this morning the job at Miller's appears on two technicians. Deleting one removes both.",
        "Jobs appear twice AGAIN. Two vans drove to the same address today and the customer laughed at us.",
    ),
    topic(
        "Scheduling",
        "feature_request",
        0,
        "Colours by kind of job",
        "It would help us if inspections and repairs had different colours in the week view.",
        "We asked for colours by kind of job a year ago. Is anybody reading these?",
    ),
    topic(
        "Mobile app",
        "bug",
        2,
        "App loses the signature",
        "When a technician has no reception the customer's signature is gone after syncing. It happened twice this week.",
        "Signatures are lost again. Without them we do not get paid. This is the third time we report it.",
    ),
    topic(
        "Mobile app",
        "sync",
        2,
        "Phones do not sync in the evening",
        "From about five o'clock the jobs on the phones do not update. A restart of the app helps.",
        "Our people sit in the car and restart your app every evening. When will this be fixed?",
    ),
    topic(
        "Mobile app",
        "how_to",
        0,
        "Add a second phone for a technician",
        "A colleague has a new phone and keeps the old one for a month. Can both be signed in?",
        "It took a week to get an answer about a second phone. That should be in the manual.",
    ),
    topic(
        "Mobile app",
        "performance",
        1,
        "App is slow with many photos",
        "Jobs with more than twenty photos take half a minute to open on the phones.",
        "Half a minute per job, times thirty jobs a day. Do the sum. We are losing an hour per van.",
    ),
    topic(
        "Invoicing",
        "bug",
        3,
        "Wrong tax on an invoice",
        "Invoice 20418 went out with the old tax rate although the customer's country is set.",
        "Wrong tax on invoices for the second month. Our accountant is furious and so am I.",
    ),
    topic(
        "Invoicing",
        "how_to",
        0,
        "Merge two invoices",
        "The customer wants one invoice for both visits. Is there a way to merge drafts?",
        "Still no way to merge invoices? We now do it by hand in a spreadsheet.",
    ),
    topic(
        "Invoicing",
        "integration",
        1,
        "Payments do not arrive from accounting",
        "Payments booked yesterday do not show up. The connection says it is fine.",
        "The accounting connection broke without telling anybody, again, and we chased customers who had paid.",
    ),
    topic(
        "Routes",
        "bug",
        2,
        "Route goes the wrong way round",
        "The optimised route starts at the furthest customer and comes back to it at the end.",
        "Your routes cost us fuel. The drivers ignore them now, so what do we pay for?",
    ),
    topic(
        "Routes",
        "performance",
        1,
        "Optimising takes minutes",
        "With twelve vans the optimisation runs for about four minutes. It used to be quick.",
        "Four minutes, and then it fails and we start again. Every morning.",
    ),
    topic(
        "Routes",
        "how_to",
        0,
        "Fixed start for one van",
        "One technician starts from home and not from the yard. Where do I set that?",
        "Nobody could tell us where to set a start address. We gave up on routes.",
    ),
    topic(
        "Reports",
        "how_to",
        0,
        "Report by technician",
        "Is there a report of finished jobs by technician and month?",
        "I still cannot see finished jobs by technician, which is what we bought this for.",
    ),
    topic(
        "Reports",
        "bug",
        1,
        "Report shows last year",
        "The utilisation report shows last year although this year is chosen.",
        "The numbers in the reports are wrong. I have stopped showing them to my boss.",
    ),
    topic(
        "Account",
        "access",
        1,
        "Locked out after changing phones",
        "One of our dispatchers changed phones and cannot sign in any more.",
        "My dispatcher has been locked out since yesterday. Yesterday!",
    ),
    topic(
        "Account",
        "billing",
        0,
        "Invoice to another address",
        "Please send your invoices to our head office from next month on.",
        "You sent the invoice to the wrong address for the third time.",
    ),
    topic(
        "Inventory",
        "how_to",
        0,
        "Parts on two vans",
        "How do we book a part from one van to the other?",
        "Booking parts between vans takes nine clicks. Nobody here does it.",
    ),
];

/// What somebody writes to a survey at that score.
pub(crate) fn comment(score: i32) -> &'static [&'static str] {
    match score {
        9..=10 => &[
            "Could not run the day without it.",
            "The team likes it, and that says a lot.",
            "Planning used to take my whole morning. Now it is twenty minutes.",
            "Support answers like people who have seen a van from the inside.",
            "Best decision of last year.",
        ],
        7..=8 => &[
            "Does what it should.",
            "Good. The reports could be better.",
            "Works well for us, the phones are a bit slow.",
            "Happy enough. Some things take too many clicks.",
        ],
        5..=6 => &[
            "It is all right. We use maybe half of it.",
            "Neither here nor there.",
            "Fine for scheduling, the rest we do elsewhere.",
        ],
        _ => &[
            "We expected more by now.",
            "Too much work around it.",
            "I would not choose it again.",
        ],
    }
}

/// What an unhappy account says, by the story that it lives through.
pub(crate) fn complaint(story: Story) -> &'static [&'static str] {
    match story {
        Story::Watermelon => &[
            "Only one of us still works in it. The others went back to the whiteboard.",
            "We wanted to halve our drive time. I have not seen a figure that says we did.",
            "I sign for this every year and could not tell you what we get out of it.",
            "The goals from the kick-off were never looked at again.",
        ],
        Story::ChampionLeaves => &[
            "The person who set this up is gone and nobody knows how it works.",
            "We are not sure who is responsible for it now.",
        ],
        Story::UsersLeaveOneByOne => {
            &["Fewer and fewer of us open it.", "People have found their own ways again."]
        }
        Story::StalledOnboarding => {
            &["We never really got started.", "The import of our customers was never finished."]
        }
        Story::SupportPain => &[
            "The same fault for weeks, and every answer starts from the beginning.",
            "Support is slow and I am tired of explaining.",
            "I spend more time with your support than with my customers.",
        ],
        Story::Price => &[
            "Good product, but too expensive for what we use.",
            "The price went up twice. Our budget did not.",
        ],
        Story::Competitor => &[
            "Others do the same with better routes.",
            "We have seen a demo elsewhere that impressed us.",
        ],
        _ => &["It has been a difficult quarter."],
    }
}

/// An e-mail that a customer sends in the middle of a story.
pub(crate) fn letter(story: Story) -> &'static [(&'static str, &'static str)] {
    match story {
        Story::Watermelon => &[
            (
                "Numbers for our board",
                "Our board asks what the software has changed since we bought it. I have nothing to show them. Do you?",
            ),
            (
                "Goals",
                "At the kick-off we said: drive time down by a third. Where do we stand? I have asked twice.",
            ),
        ],
        Story::ChampionLeaves => &[
            (
                "Handing over",
                "Friday is my last day here. I do not know yet who takes over the scheduling. It was good working with you.",
            ),
            (
                "New contact?",
                "Please stop writing to our former colleague. We will tell you when somebody takes over.",
            ),
        ],
        Story::UsersLeaveOneByOne => &[(
            "Seats",
            "We seem to pay for people who do not use it any more. How do we reduce the seats?",
        )],
        Story::StalledOnboarding => &[
            (
                "Training again",
                "We have to move the training once more, sorry. It is high season and nobody has time.",
            ),
            (
                "Import",
                "The customer list still is not in. We keep working with the old system until then.",
            ),
        ],
        Story::SupportPain => &[
            (
                "This cannot go on",
                "Three open tickets about the same fault, the oldest five weeks old. I want to speak to somebody who can decide.",
            ),
            (
                "Who is responsible?",
                "My people are losing faith. Unless this is fixed we will have to look around.",
            ),
        ],
        Story::Price => &[
            (
                "Renewal price",
                "Before we talk about the renewal: we have to cut a fifth of all software cost this year. What can you do?",
            ),
            ("Budget", "We like it, but at this price I cannot defend it. A smaller plan?"),
        ],
        Story::Competitor => &[
            (
                "Export",
                "How do we export all customers and jobs, with history? We need it in one file.",
            ),
            (
                "Question about the contract",
                "When exactly does our term end and how much notice do we have to give?",
            ),
        ],
        _ => &[("Thanks", "Thanks for the quick help last week.")],
    }
}

/// What the customer gives as its reason, which is seldom the whole truth.
pub(crate) fn said_reason(story: Story) -> &'static [&'static str] {
    match story {
        Story::Watermelon => &["budget", "no longer needed"],
        Story::ChampionLeaves => &["no longer needed", "change of strategy"],
        Story::UsersLeaveOneByOne => &["no longer needed", "budget"],
        Story::StalledOnboarding => &["never started", "no time"],
        Story::SupportPain => &["support", "quality"],
        Story::Price => &["price"],
        Story::Competitor => &["another product", "missing features"],
        _ => &["company closed"],
    }
}

/// Everyday e-mails and meetings: subject, and what our side or theirs says.
pub(crate) const SMALL_TALK: [(&str, &str); 6] = [
    ("New in scheduling", "A short note on what is new this month, and a tip for recurring plans."),
    ("Your last month", "Here are your figures of last month: jobs, drive time, invoices."),
    ("Checking in", "How are the new technicians getting on with the app?"),
    ("Webinar on routes", "We show how others plan their routes, twenty minutes, next Tuesday."),
    (
        "Question about reports",
        "You asked about utilisation. I have put a report together for you.",
    ),
    ("Holiday planning", "Before the holidays: here is how to block days for the whole team."),
];

pub(crate) const REPLIES: [&str; 5] = [
    "Thank you, that helps.",
    "Looks good. Can we talk about it next week?",
    "Very nice, I have passed it on to the team.",
    "Thanks. All well here, busy season.",
    "Good idea, we will try that.",
];
