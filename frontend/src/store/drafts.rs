//! What is being entered: kept on this device under the form's key, never sent.

use leptos::prelude::*;

use super::Store;

impl Store {
    /// Keeps what is being entered in a form: journalled under the form's key, never sent.
    pub fn keep_draft(self, form: &str, text: String) {
        if let Some(device) = self.device.get_value() {
            device.keep_draft(form, Some(&text));
        }
        self.drafts.update_value(|drafts| {
            drafts.insert(form.to_owned(), text);
        });
    }

    /// What was being entered in a form.
    pub fn draft(self, form: &str) -> Option<String> {
        self.drafts.with_value(|drafts| drafts.get(form).cloned())
    }

    /// What was entered was confirmed or let go.
    pub fn drop_draft(self, form: &str) {
        self.drafts.update_value(|drafts| {
            drafts.remove(form);
        });
        if let Some(device) = self.device.get_value() {
            device.keep_draft(form, None);
        }
    }

    /// Another tab keeps a draft, or has let it go.
    pub fn take_draft(self, form: &str, text: Option<String>) {
        self.drafts.update_value(|drafts| match text {
            Some(text) => {
                drafts.insert(form.to_owned(), text);
            }
            None => {
                drafts.remove(form);
            }
        });
    }
}
