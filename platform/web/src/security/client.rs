//! From which address a request comes, behind as many proxies as the installation says.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

/// The address of the client: that of the connection, or what the outermost trusted proxy wrote.
pub(crate) fn address(extensions: &Extensions, headers: &HeaderMap, trusted_proxies: usize) -> Option<IpAddr> {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
    if trusted_proxies == 0 {
        return peer;
    }
    let forwarded: Vec<IpAddr> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .filter_map(|address| address.trim().parse().ok())
        .collect();
    // Each proxy appends the address that it saw; those further left are what the client claims.
    let seen = forwarded.len().checked_sub(trusted_proxies).and_then(|at| forwarded.get(at)).copied();
    seen.map(|address| address.to_canonical()).or(peer)
}

/// Does the request come from this machine itself, and through no proxy?
pub(crate) fn is_local(extensions: &Extensions, headers: &HeaderMap, trusted_proxies: usize) -> bool {
    let is_forwarded = ["x-forwarded-for", "forwarded", "x-real-ip"].iter().any(|name| headers.contains_key(*name));
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    trusted_proxies == 0 && !is_forwarded && peer.is_some_and(|info| info.0.ip().to_canonical().is_loopback())
}

/// What a rate is counted by: an IPv4 address, or the /64 that one customer is given in IPv6.
pub(crate) fn bucket(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let prefix = address.to_bits() & (u128::MAX << 64);
            IpAddr::V6(Ipv6Addr::from_bits(prefix))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &str, proxies: usize) -> Option<String> {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().ok()?, 1)));
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().ok()?);
        address(&extensions, &headers, proxies).map(|address| address.to_string())
    }

    #[test]
    fn only_what_trusted_proxies_wrote_is_believed() {
        assert_eq!(seen("10.0.0.1", "1.1.1.1", 0).as_deref(), Some("10.0.0.1"));
        assert_eq!(seen("10.0.0.1", "6.6.6.6, 1.1.1.1", 1).as_deref(), Some("1.1.1.1"));
        assert_eq!(seen("10.0.0.1", "6.6.6.6, 1.1.1.1, 10.0.0.2", 2).as_deref(), Some("1.1.1.1"));
        assert_eq!(seen("10.0.0.1", "nonsense", 1).as_deref(), Some("10.0.0.1"));
        assert_eq!(seen("::ffff:10.0.0.1", "", 0).as_deref(), Some("10.0.0.1"));
    }

    #[test]
    fn one_customer_is_one_bucket() {
        let of = |text: &str| bucket(text.parse().expect("an address"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_ne!(of("10.0.0.1"), of("10.0.0.2"));
    }
}
