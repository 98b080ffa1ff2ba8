//! Who may do what.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A teammate's role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Admin,
    Leader,
    Csm,
    Viewer,
}

/// A thing that a role may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See accounts, contacts, scores, signals.
    Read,
    /// Acknowledge and snooze signals.
    HandleSignals,
    /// Import files, see keys and live events.
    ManageData,
    /// Invite teammates, make write keys, erase people.
    Administer,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Admin, Self::Leader, Self::Csm, Self::Viewer];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Leader => "leader",
            Self::Csm => "csm",
            Self::Viewer => "viewer",
        }
    }

    /// The whole table of rights.
    pub fn may(self, permission: Permission) -> bool {
        match permission {
            Permission::Read => true,
            Permission::HandleSignals => self != Self::Viewer,
            Permission::ManageData => matches!(self, Self::Admin | Self::Leader),
            Permission::Administer => self == Self::Admin,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| format!("there is no role \"{text}\"; use admin, leader, csm or viewer"))
    }
}
