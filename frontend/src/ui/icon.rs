//! The icons, drawn here on a field of 24 × 24 with one line width.

use leptos::prelude::*;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $paths:literal,)*) => {
        /// A drawing beside words; it never stands alone without a label for screen readers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($(#[$doc])* $name,)* }

        impl Icon {
            /// All icons, for the page that shows them.
            pub const ALL: &'static [Icon] = &[$(Icon::$name,)*];

            fn paths(self) -> &'static str {
                match self { $(Icon::$name => $paths,)* }
            }
        }
    };
}

icons! {
    /// Yes, done.
    Check = "<path d='M4.5 12.5l5 5L19.5 7'/>",
    /// Close, no.
    Cross = "<path d='M6 6l12 12M18 6L6 18'/>",
    /// More, add.
    Plus = "<path d='M12 5v14M5 12h14'/>",
    /// Less.
    Minus = "<path d='M5 12h14'/>",
    /// Back.
    Left = "<path d='M15 5l-7 7 7 7'/>",
    /// Forward, open.
    Right = "<path d='M9 5l7 7-7 7'/>",
    /// Unfold.
    Down = "<path d='M5 9l7 7 7-7'/>",
    /// Next in a row.
    Arrow = "<path d='M5 12h14M13 6l6 6-6 6'/>",
    /// The start page.
    Home = "<path d='M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z'/>",
    /// A list of tasks, a plan.
    Tasks = "<path d='M4 6.5l1.5 1.5L8 5M4 12.5L5.5 14 8 11M4 18.500l1.500 1.500L8 17M12 7h8M12 13h8M12 19h8'/>",
    /// One written sheet.
    Document = "<path d='M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7'/>",
    /// Several people, a meeting.
    People = "<circle cx='9' cy='8' r='3.5'/><path d='M2.500 20c.4-3.800 3-6 6.500-6s6.100 2.200 6.500 6M15.500 4.800a3.500 3.500 0 0 1 0 6.400M17.500 14.500c2.300.8 3.700 2.700 4 5.500'/>",
    /// One person.
    Person = "<circle cx='12' cy='8' r='4'/><path d='M4.500 20.500c.6-4.200 3.500-6.500 7.500-6.500s6.900 2.300 7.500 6.500'/>",
    /// Send upward.
    Send = "<path d='M12 19V5M6 11l6-6 6 6'/>",
    /// Hand to somebody else.
    Share = "<path d='M8.300 10.800l7.400-4.100M8.300 13.200l7.400 4.100'/><circle cx='6' cy='12' r='2.600'/><circle cx='18' cy='5.500' r='2.600'/><circle cx='18' cy='18.500' r='2.600'/>",
    /// What came in.
    Inbox = "<path d='M4 13l2.500-8h11L20 13v6H4zM4 13h5c0 1.700 1.300 3 3 3s3-1.300 3-3h5'/>",
    /// Figures.
    Chart = "<path d='M4 20h16M7 20v-7M12 20V6M17 20v-10'/>",
    /// A day.
    Calendar = "<path d='M5 6h14v14H5zM5 10.500h14M9 3.500V8M15 3.500V8'/>",
    /// A time.
    Clock = "<circle cx='12' cy='12' r='8.500'/><path d='M12 7v5.500l3.500 2'/>",
    /// Lock.
    Lock = "<path d='M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 15v2'/>",
    /// A password.
    Key = "<circle cx='8' cy='15' r='4.500'/><path d='M11.500 11.500L20 3M16 7l3 3'/>",
    /// Settings.
    Settings = "<path d='M4 7h9M19 7h1M4 17h1M11 17h9'/><circle cx='16' cy='7' r='2.500'/><circle cx='8' cy='17' r='2.500'/>",
    /// Light.
    Sun = "<circle cx='12' cy='12' r='4'/><path d='M12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400'/>",
    /// Dark.
    Moon = "<path d='M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z'/>",
    /// A language.
    Language = "<circle cx='12' cy='12' r='8.500'/><path d='M3.500 12h17M12 3.500c5 5 5 12 0 17M12 3.500c-5 5-5 12 0 17'/>",
    /// With a line to the server.
    Online = "<path d='M7 18a4.500 4.500 0 0 1-.6-8.960 6 6 0 0 1 11.600 1.460A3.800 3.800 0 0 1 17.500 18zM9 13.500l2.200 2.200L15 11.500'/>",
    /// Without a line to the server.
    Offline = "<path d='M4 4l16 16M9 6.200a6 6 0 0 1 9 4.300 3.800 3.800 0 0 1 1.900 6M16 18H7a4.500 4.500 0 0 1-.6-8.960'/>",
    /// Sending and receiving.
    Sync = "<path d='M19.500 9A8 8 0 0 0 5 8.500M4.500 15A8 8 0 0 0 19 15.500M5 4v4.500h4.500M19 20v-4.500h-4.500'/>",
    /// Saved on this device.
    Device = "<path d='M7 3h10v18H7zM11 18h2'/>",
    /// Look out.
    Warning = "<path d='M12 4L2.800 20h18.400zM12 10v4.500M12 17.300v.2'/>",
    /// Good to know.
    Info = "<circle cx='12' cy='12' r='8.500'/><path d='M12 11v5.500M12 7.600v.2'/>",
    /// Print.
    Print = "<path d='M7 9V3.500h10V9M7 17H4V9h16v8h-3M7 14h10v6.500H7z'/>",
    /// Look for.
    Search = "<circle cx='10.500' cy='10.500' r='6.500'/><path d='M15.500 15.500L21 21'/>",
    /// Change the words.
    Edit = "<path d='M4 20l1-4.500L16.500 4 20 7.500 8.500 19zM14 6.500L17.500 10'/>",
    /// Take away.
    Remove = "<path d='M4.500 7h15M9 7V4h6v3M6.500 7l1 13.500h9l1-13.500M10 11v6M14 11v6'/>",
    /// Take back.
    Undo = "<path d='M4 9h10a5.500 5.500 0 0 1 0 11H8M4 9l4.500-4.500M4 9l4.500 4.500'/>",
    /// Take away the last letter.
    Backspace = "<path d='M8.500 5.500H21v13H8.500L2.500 12zM12 9.500l5 5M17 9.500l-5 5'/>",
    /// Further actions.
    More = "<path d='M5.500 12h.01M12 12h.01M18.500 12h.01' stroke-width='3.200'/>",
    /// Excellent.
    Star = "<path d='M12 3.500l2.600 5.400 5.900.8-4.300 4.100 1 5.900L12 16.900l-5.200 2.800 1-5.900-4.300-4.100 5.900-.8z'/>",
    /// A vote.
    Vote = "<path d='M5 13H3.500v7.500h17V13H19M8 16.500h8M8 13V3.500h8V13M10.300 8l1.300 1.300L14 6.800'/>",
    /// A mark to come back to.
    Flag = "<path d='M6 21V4M6 4.500c4-2 7 2 12 0v9c-5 2-8-2-12 0'/>",
    /// Make another like it.
    Copy = "<path d='M9 9h11v11H9zM6 15H4V4h11v2'/>",
    /// Offices and units.
    Building = "<path d='M4 20.500h16M6 20.500V4h8v16.500M14 9h4v11.500M9 8h2M9 12h2M9 16h2'/>",
    /// Give to this device.
    Download = "<path d='M12 4v11M6.500 10L12 15.500 17.500 10M4.500 20h15'/>",
    /// A remark.
    Speech = "<path d='M4 5h16v11h-9l-5 4v-4H4z'/>",
    /// Read.
    Eye = "<path d='M2.500 12C5 7.500 8.200 5.500 12 5.500s7 2 9.500 6.500c-2.500 4.500-5.700 6.500-9.500 6.500S5 16.500 2.500 12z'/><circle cx='12' cy='12' r='3'/>",
    /// Sign out, leave.
    Leave = "<path d='M14 4H5v16h9M10 12h11M17 8l4 4-4 4'/>",
    /// The nature of the thing rated: a target.
    Target = "<circle cx='12' cy='12' r='8.500'/><circle cx='12' cy='12' r='4.500'/><path d='M12 12h.01' stroke-width='3'/>",
    /// All the places of the app.
    Menu = "<path d='M4 7h16M4 12h16M4 17h16'/>",
}

impl Icon {
    /// The drawing, as high as the letters around it. It is hidden from screen readers.
    pub fn view(self) -> impl IntoView {
        view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" inner_html=self.paths()></svg> }
    }
}
