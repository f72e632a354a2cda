//! What a picker does when somebody types, presses a key or clicks.

use std::time::Duration;

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{Picked, PickerOption};

/// How long typing has to rest before options are asked for.
const REST: Duration = Duration::from_millis(150);

/// The state of one picker.
#[derive(Clone, Copy)]
pub(super) struct Combo {
    pub open: RwSignal<bool>,
    /// Index of the option that the keyboard is at.
    pub active: RwSignal<Option<usize>>,
    pub options: Signal<Vec<PickerOption>>,
    text: RwSignal<String>,
    picked: RwSignal<Picked>,
    on_query: Callback<String>,
    on_choose: Option<Callback<PickerOption>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Combo {
    pub fn new(
        text: RwSignal<String>,
        picked: RwSignal<Picked>,
        options: Signal<Vec<PickerOption>>,
        on_query: Callback<String>,
        on_choose: Option<Callback<PickerOption>>,
    ) -> Self {
        let timer = StoredValue::new(None::<TimeoutHandle>);
        let combo = Self {
            open: RwSignal::new(false),
            active: RwSignal::new(None),
            options,
            text,
            picked,
            on_query,
            on_choose,
            timer,
        };
        // A choice made from outside shows in the field; what was typed so far is not one.
        Effect::new(move |ran: Option<()>| {
            let chosen = picked.with(|picked| picked.text.clone());
            if ran.is_some() {
                text.set(chosen);
            }
        });
        // Other options: the place in the old ones means nothing.
        Effect::new(move |before: Option<Vec<PickerOption>>| {
            let now = options.get();
            if before.is_some_and(|before| before != now) {
                combo.active.set(None);
            }
            now
        });
        on_cleanup(move || {
            if let Some(timer) = timer.try_get_value().flatten() {
                timer.clear();
            }
        });
        combo
    }

    /// Text was typed: from now on it is a question, no longer the chosen record.
    pub fn typed(self, text: String) {
        self.text.set(text);
        self.active.set(None);
        self.open.set(true);
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        let asked = set_timeout_with_handle(move || self.ask(), REST);
        self.timer.set_value(asked.ok());
    }

    /// Opens the list.
    pub fn show(self) {
        if !self.open.get_untracked() {
            self.ask();
            self.open.set(true);
        }
    }

    /// Closes the list.
    ///
    /// The browser also tells of a lost focus while it takes the field out of the page; then the signals may
    /// be gone already, or go before anything could follow them.
    pub fn hide(self) {
        if self.open.try_get_untracked() == Some(true) {
            self.open.set(false);
            self.active.set(None);
        }
    }

    /// Whether the list is open; not any more once the page is gone.
    pub fn is_open(self) -> bool {
        self.open.try_get().unwrap_or_default()
    }

    /// Takes an option.
    pub fn choose(self, option: PickerOption) {
        let text = if option.create { self.text.get_untracked() } else { option.label.clone() };
        self.picked.set(Picked { id: option.id.clone(), text });
        self.hide();
        if let Some(on_choose) = self.on_choose {
            on_choose.run(option);
        }
    }

    /// A key was pressed in the field.
    pub fn key(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "ArrowDown" => self.step(event, true),
            "ArrowUp" => self.step(event, false),
            "Enter" if self.open.get_untracked() => {
                // With no option chosen it sends the form, as in every other field.
                if self.active.get_untracked().is_some() {
                    event.prevent_default();
                }
                self.take_active();
            }
            "Tab" if self.open.get_untracked() => self.take_active(),
            "Escape" if self.open.get_untracked() => {
                // A dialog around the field stays open.
                event.prevent_default();
                event.stop_propagation();
                self.hide();
            }
            _ => {}
        }
    }

    fn ask(self) {
        self.on_query.run(self.text.get_untracked());
    }

    fn take_active(self) {
        let options = self.options.get_untracked();
        match self.active.get_untracked().and_then(|at| options.into_iter().nth(at)) {
            Some(option) => self.choose(option),
            None => self.hide(),
        }
    }

    fn step(self, event: &KeyboardEvent, forward: bool) {
        event.prevent_default();
        self.show();
        let count = self.options.with_untracked(Vec::len);
        self.active.update(|active| *active = next(*active, forward, count));
    }
}

/// The place after one step, around the ends. `None` when there is nothing to be at.
fn next(active: Option<usize>, forward: bool, count: usize) -> Option<usize> {
    if count == 0 {
        return None;
    }
    Some(match (active, forward) {
        (None, true) => 0,
        (None, false) => count - 1,
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
    })
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn steps_go_around_the_ends() {
        assert_eq!(next(None, true, 3), Some(0));
        assert_eq!(next(None, false, 3), Some(2));
        assert_eq!(next(Some(2), true, 3), Some(0));
        assert_eq!(next(Some(0), false, 3), Some(2));
        assert_eq!(next(Some(0), true, 0), None);
    }
}
