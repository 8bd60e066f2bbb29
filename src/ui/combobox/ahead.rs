//! Keys of somebody who types faster than the options come.

/// What was pressed while options were on their way. It counts once they are there, as it would have then: a slow
/// network or machine changes nothing of what the keys do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Ahead {
    /// Steps down the list, or up it.
    steps: i32,
    enters: bool,
}

/// What comes of keys that were pressed ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Came {
    /// No key waited.
    Nothing,
    /// The option at that place is pointed at.
    Points(usize),
    /// The option at that place is chosen.
    Chooses(usize),
    /// Enter was pressed, and no option is meant.
    ChoosesNone,
}

impl Ahead {
    /// A step was pressed. After Enter it means nothing any more.
    pub(super) fn step(&mut self, forward: bool) {
        if !self.enters {
            self.steps = self.steps.saturating_add(if forward { 1 } else { -1 });
        }
    }

    pub(super) fn enter(&mut self) {
        self.enters = true;
    }

    /// What comes of it once `count` options are there; without a step Enter means the one that is `meant`.
    pub(super) fn settle(self, count: usize, meant: Option<usize>) -> Came {
        let forward = self.steps > 0;
        let pointed = (0..self.steps.unsigned_abs()).fold(None, |at, _| walked(at, forward, count));
        match (self.enters, pointed.or(meant.filter(|_| self.enters))) {
            (false, None) => Came::Nothing,
            (false, Some(at)) => Came::Points(at),
            (true, Some(at)) => Came::Chooses(at),
            (true, None) => Came::ChoosesNone,
        }
    }
}

/// The place after one step through `count` options, round at the ends.
pub(super) fn walked(from: Option<usize>, forward: bool, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (from, forward) {
        (None, true) => 0,
        (None | Some(0), false) => last,
        (Some(at), true) if at >= last => 0,
        (Some(at), true) => at + 1,
        (Some(at), false) => (at - 1).min(last),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ahead(keys: &str) -> Ahead {
        let mut ahead = Ahead::default();
        for key in keys.chars() {
            match key {
                'v' => ahead.step(true),
                '^' => ahead.step(false),
                _ => ahead.enter(),
            }
        }
        ahead
    }

    #[test]
    fn keys_pressed_too_early_do_what_they_do_in_time() {
        assert_eq!(ahead("").settle(3, Some(1)), Came::Nothing);
        assert_eq!(ahead("v").settle(3, None), Came::Points(0));
        assert_eq!(ahead("vv").settle(3, None), Came::Points(1));
        assert_eq!(ahead("^").settle(3, None), Came::Points(2));
        assert_eq!(ahead("v.").settle(3, Some(2)), Came::Chooses(0));
        assert_eq!(ahead(".").settle(3, Some(2)), Came::Chooses(2));
        assert_eq!(ahead(".v").settle(3, Some(2)), Came::Chooses(2));
    }

    #[test]
    fn enter_that_meant_nothing_is_told() {
        assert_eq!(ahead(".").settle(3, None), Came::ChoosesNone);
        assert_eq!(ahead("v.").settle(0, None), Came::ChoosesNone);
        assert_eq!(ahead("v").settle(0, None), Came::Nothing);
    }

    #[test]
    fn steps_go_round() {
        assert_eq!(walked(Some(2), true, 3), Some(0));
        assert_eq!(walked(Some(0), false, 3), Some(2));
        assert_eq!(walked(Some(9), false, 3), Some(2));
        assert_eq!(walked(Some(0), true, 3), Some(1));
        assert_eq!(walked(None, true, 0), None);
    }
}
