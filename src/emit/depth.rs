//! How deep YAML from strangers is nested, told before it is read.

/// Brackets that may be open at once. A reader of YAML looks back over all of them at each that opens.
const DEEPEST: usize = 500;

/// The line and column where YAML is nested deeper than anything that is meant to be read; brackets in texts count as well, but those
/// close again.
#[must_use]
pub fn too_deep(yaml: &str) -> Option<[usize; 2]> {
    let mut depth = 0usize;
    for (n, line) in yaml.lines().enumerate() {
        for (column, c) in line.chars().enumerate() {
            match c {
                '[' | '{' => depth += 1,
                ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEEPEST {
                return Some([n + 1, column + 1]);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_writes() {
        assert_eq!(too_deep(&"- {a: [b, {c: d}]}\n".repeat(1000)), None);
        assert_eq!(too_deep(&format!("a:\n  {}", "[".repeat(501))), Some([2, 503]));
    }
}
