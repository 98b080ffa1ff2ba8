//! What the kernel counts of a process.

use std::fs;

/// Clock ticks per second: Linux reports processor time in these.
const TICKS: f64 = 100.0;

/// The processor time that a server spends.
pub struct Cpu {
    pid: u32,
    family: bool,
    before: f64,
}

impl Cpu {
    pub fn of_process(pid: u32) -> Self {
        Self::new(pid, false)
    }

    /// With its children, those that ended included.
    pub fn of_family(pid: u32) -> Self {
        Self::new(pid, true)
    }

    fn new(pid: u32, family: bool) -> Self {
        let mut cpu = Self { pid, family, before: 0.0 };
        cpu.before = cpu.now().unwrap_or_default();
        cpu
    }

    /// Seconds since this was made.
    pub fn spent(&self) -> anyhow::Result<f64> {
        Ok(self.now()? - self.before)
    }

    fn now(&self) -> anyhow::Result<f64> {
        let own = stat(self.pid)?;
        if !self.family {
            return Ok(own.used);
        }
        let pids = fs::read_dir("/proc")?.flatten();
        let pids = pids.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        let children = pids.filter_map(|pid| stat(pid).ok()).filter(|s| s.parent == self.pid);
        Ok(own.used + own.used_by_ended + children.map(|child| child.used).sum::<f64>())
    }
}

struct Stat {
    parent: u32,
    used: f64,
    used_by_ended: f64,
}

fn stat(pid: u32) -> anyhow::Result<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name may hold anything; it ends with the last bracket.
    let rest = text.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let seconds = |n: usize| -> anyhow::Result<f64> { Ok(fields[n].parse::<f64>()? / TICKS) };
    anyhow::ensure!(fields.len() > 14, "/proc/{pid}/stat is short");
    Ok(Stat {
        parent: fields[1].parse()?,
        used: seconds(11)? + seconds(12)?,
        used_by_ended: seconds(13)? + seconds(14)?,
    })
}
