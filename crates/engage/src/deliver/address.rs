//! Where webhooks may go. A webhook's address is typed in by a person and called by our server,
//! so it must not become a way into places that only our server can reach.
//!
//! Refused unless allowed: this machine itself, and link-local addresses, among them the metadata
//! services of clouds, which hand out credentials. Private networks are allowed unless turned off,
//! because receivers inside the company are the usual case for a self-hosted server. Names are
//! judged by what they resolve to at the moment of connecting, so a name that changes its address
//! afterwards gains nothing.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use serde::{Deserialize, Serialize};
use ureq::{
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

use crate::{EngageError, Result};

/// Which addresses webhooks may reach besides public ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AddressPolicy {
    /// This machine: 127.0.0.0/8 and ::1.
    pub allow_loopback: bool,
    /// Networks inside the company: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10,
    /// fc00::/7.
    pub allow_private: bool,
    /// 169.254.0.0/16, fe80::/10 and the metadata services of clouds. Hardly ever right.
    pub allow_link_local: bool,
}

impl Default for AddressPolicy {
    fn default() -> Self {
        Self { allow_loopback: false, allow_private: true, allow_link_local: false }
    }
}

/// Metadata services that stand outside the link-local ranges (AWS over IPv6, Alibaba, Oracle).
const METADATA: [IpAddr; 3] = [
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x0254)),
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)),
    IpAddr::V4(Ipv4Addr::new(192, 0, 0, 192)),
];

impl AddressPolicy {
    /// Why an address may not be called; nothing when it may.
    pub fn refusal(&self, address: IpAddr) -> Option<&'static str> {
        let address = embedded_v4(address);
        if METADATA.contains(&address) || is_link_local(address) {
            return (!self.allow_link_local).then_some("a link-local or metadata address");
        }
        if address.is_loopback() {
            return (!self.allow_loopback).then_some("an address of this machine");
        }
        if is_private(address) {
            return (!self.allow_private).then_some("an address of a private network");
        }
        is_never_right(address).then_some("not the address of a single machine")
    }

    /// Checks what a person typed, before it is stored. Names are only looked up when sending.
    ///
    /// # Errors
    /// [`EngageError::Setting`] says what is wrong with the address.
    pub fn check_url(&self, url: &str) -> Result<()> {
        let wrong = |reason: String| EngageError::setting("the webhook's address", reason);
        let uri: Uri = url
            .parse()
            .map_err(|_| wrong(format!("\"{url}\" is not an address; write https://host/path")))?;
        if !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(wrong(format!("\"{url}\" must begin with https:// or http://")));
        }
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(wrong("must not hold a user name; webhooks are signed instead".to_owned()));
        }
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        if host.is_empty() {
            return Err(wrong(format!("\"{url}\" names no host")));
        }
        let literal = if host.eq_ignore_ascii_case("localhost") {
            Some(IpAddr::V4(Ipv4Addr::LOCALHOST))
        } else {
            host.parse().ok()
        };
        match literal.and_then(|address| self.refusal(address)) {
            Some(why) => Err(wrong(refused(host, why))),
            None => Ok(()),
        }
    }
}

fn refused(host: &str, why: &str) -> String {
    format!("{host} is {why}, where webhooks do not go unless the configuration allows it")
}

/// IPv4 in the clothes of IPv6: mapped (::ffff:0:0/96), compatible (::/96) and translated
/// (64:ff9b::/96, 2002::/16).
fn embedded_v4(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else { return address };
    let [a, b, c, d, e, f, g, h] = v6.segments();
    let v4 = |high: u16, low: u16| {
        let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
        IpAddr::V4(Ipv4Addr::new(a, b, c, d))
    };
    match (a, b, c, d, e, f) {
        (0, 0, 0, 0, 0, 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => v4(g, h),
        (0, 0, 0, 0, 0, 0) if g != 0 => v4(g, h),
        (0x2002, ..) => v4(b, c),
        _ => address,
    }
}

fn is_link_local(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_unicast_link_local(),
    }
}

fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            v4.is_private() || (a == 100 && (64..128).contains(&b))
        }
        IpAddr::V6(v6) => v6.is_unique_local(),
    }
}

/// No host has these: 0.0.0.0/8 and ::, multicast, 240.0.0.0/4 with broadcast.
fn is_never_right(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.octets()[0] == 0 || v4.is_multicast() || v4.octets()[0] >= 240,
        IpAddr::V6(v6) => v6.is_unspecified() || v6.is_multicast(),
    }
}

/// Looks names up and leaves out the addresses that the policy refuses.
#[derive(Default)]
pub struct GuardedResolver {
    policy: AddressPolicy,
    inner: DefaultResolver,
}

impl GuardedResolver {
    pub fn new(policy: AddressPolicy) -> Self {
        Self { policy, inner: DefaultResolver::default() }
    }
}

impl fmt::Debug for GuardedResolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GuardedResolver").field("policy", &self.policy).finish_non_exhaustive()
    }
}

impl Resolver for GuardedResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        let mut why = None;
        for address in found.iter() {
            match self.policy.refusal(address.ip()) {
                Some(refusal) => why = Some(refusal),
                None => allowed.push(*address),
            }
        }
        match why {
            Some(why) if allowed.is_empty() => {
                let host = uri.host().unwrap_or_default();
                Err(ureq::Error::Other(refused(host, why).into()))
            }
            _ => Ok(allowed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(policy: AddressPolicy, expect_ok: bool, addresses: &[&str]) {
        for address in addresses {
            let refusal = policy.refusal(address.parse().unwrap());
            assert_eq!(refusal.is_none(), expect_ok, "{address}: {refusal:?}");
        }
    }

    #[test]
    fn by_default_neither_this_machine_nor_metadata() {
        let policy = AddressPolicy::default();
        check(
            policy,
            true,
            &["93.184.216.34", "10.1.2.3", "192.168.0.9", "2606:2800::1", "fd12::1"],
        );
        check(policy, false, &["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "::127.0.0.1"]);
        check(policy, false, &["169.254.169.254", "fe80::1", "fd00:ec2::254", "100.100.100.200"]);
        check(
            policy,
            false,
            &["::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1"],
        );
        check(
            policy,
            false,
            &["0.0.0.0", "0.1.2.3", "::", "224.0.0.1", "255.255.255.255", "ff02::1"],
        );
    }

    #[test]
    fn each_flag_opens_its_own_door() {
        let policy = AddressPolicy { allow_loopback: true, ..AddressPolicy::default() };
        check(policy, true, &["127.0.0.1", "::1"]);
        check(policy, false, &["169.254.169.254", "0.0.0.0"]);
        let policy = AddressPolicy { allow_private: false, ..AddressPolicy::default() };
        check(policy, false, &["10.1.2.3", "172.16.0.1", "192.168.0.9", "100.64.0.1", "fd12::1"]);
        let policy = AddressPolicy { allow_link_local: true, ..AddressPolicy::default() };
        check(policy, true, &["169.254.1.1", "fe80::1"]);
    }

    #[test]
    fn a_name_is_judged_by_what_it_resolves_to() {
        use ureq::{Agent, unversioned::transport::DefaultConnector};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://localhost:{}/", listener.local_addr().unwrap().port());
        let resolver = GuardedResolver::new(AddressPolicy::default());
        let config = Agent::config_builder().proxy(None).build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        let error = agent.get(&url).call().unwrap_err().to_string();
        assert!(error.contains("localhost is an address of this machine"), "{error}");
        listener.set_nonblocking(true).unwrap();
        assert!(listener.accept().is_err(), "nobody may have connected");
    }

    #[test]
    fn what_a_person_types() {
        let policy = AddressPolicy::default();
        for url in
            ["https://hooks.example.com/a?b=c", "http://10.0.0.8:9000/in", "https://[fd12::1]/"]
        {
            policy.check_url(url).unwrap();
        }
        for url in [
            "",
            "example.com/hook",
            "ftp://example.com",
            "file:///etc/passwd",
            "https://user:pass@example.com/",
            "http://127.0.0.1/",
            "http://LOCALHOST:8080/",
            "http://[::1]/",
            "http://169.254.169.254/latest/meta-data",
        ] {
            assert!(policy.check_url(url).is_err(), "{url}");
        }
        let error = policy.check_url("http://127.0.0.1/").unwrap_err().to_string();
        assert_eq!(
            error,
            "the webhook's address: 127.0.0.1 is an address of this machine, where webhooks do not \
             go unless the configuration allows it"
        );
    }
}
