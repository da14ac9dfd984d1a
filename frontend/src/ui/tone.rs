//! What a colour says, for everything that has one.

/// What a badge, notice or meter says by its colour; each has words or marks beside the colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// The house colour: what is current or chosen.
    Primary,
    /// Worth knowing.
    Info,
    /// Done, good.
    Success,
    /// Needs somebody's eye.
    Warning,
    /// Wrong, refused, late.
    Danger,
    /// The highest of four ranks.
    Rank4,
    /// The second of four ranks.
    Rank3,
    /// The third of four ranks.
    Rank2,
    /// The lowest of four ranks.
    Rank1,
}

impl Tone {
    /// The class that gives an element this tone's colours.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Plain => "tone-plain",
            Tone::Primary => "tone-primary",
            Tone::Info => "tone-info",
            Tone::Success => "tone-success",
            Tone::Warning => "tone-warning",
            Tone::Danger => "tone-danger",
            Tone::Rank4 => "tone-rank-4",
            Tone::Rank3 => "tone-rank-3",
            Tone::Rank2 => "tone-rank-2",
            Tone::Rank1 => "tone-rank-1",
        }
    }

    /// How many of four bars stand beside the words, so that a rank is read without colour.
    pub fn bars(self) -> Option<u8> {
        match self {
            Tone::Rank4 => Some(4),
            Tone::Rank3 => Some(3),
            Tone::Rank2 => Some(2),
            Tone::Rank1 => Some(1),
            _ => None,
        }
    }
}
