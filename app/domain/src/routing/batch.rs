//! Many opportunities for many partners with limits, so that as many as possible go out and the sum of their scores is
//! the highest.

use std::{cmp::Reverse, collections::VecDeque};

/// Up to so many opportunities the optimum is exact; above, the best pairs are taken one after another.
pub const EXACT_UP_TO: usize = 256;

/// More than all scores of a batch together: no score makes up for an opportunity that stays.
const STAYS: i64 = -1_000_000_000_000;

/// A pair that is possible: the place of the partner, and the score.
pub type Pair = (usize, u32);

/// For each opportunity the place of its partner. `pairs` has the possible ones of each opportunity, `room` how many each
/// partner can take.
///
/// Exact by shortest augmenting paths (a flow of least cost): one opportunity after another is added, and whoever is in
/// its way moves to the next best.
#[must_use]
pub fn optimum(pairs: &[Vec<Pair>], room: &[usize]) -> Vec<Option<usize>> {
    if pairs.len() > EXACT_UP_TO {
        return greedy(pairs, room);
    }
    let mut flow = Flow::new(pairs, room);
    for opportunity in 0..pairs.len() {
        flow.add(opportunity);
    }
    let nowhere = room.len();
    flow.held.iter().map(|held| held.map(|(place, _)| place).filter(|p| *p != nowhere)).collect()
}

fn greedy(pairs: &[Vec<Pair>], room: &[usize]) -> Vec<Option<usize>> {
    let mut all: Vec<(Reverse<u32>, usize, usize)> = pairs
        .iter()
        .enumerate()
        .flat_map(|(which, list)| list.iter().map(move |(place, s)| (Reverse(*s), which, *place)))
        .collect();
    all.sort_unstable();
    let mut left = room.to_vec();
    let mut chosen = vec![None; pairs.len()];
    for (_, which, place) in all {
        if chosen[which].is_none() && left[place] > 0 {
            left[place] -= 1;
            chosen[which] = Some(place);
        }
    }
    chosen
}

struct Flow {
    /// What each opportunity may go to with which gain; the last place is to stay.
    pairs: Vec<Vec<(usize, i64)>>,
    room: Vec<usize>,
    /// Where each opportunity is, with which gain.
    held: Vec<Option<(usize, i64)>>,
    /// Which opportunities each place has.
    at: Vec<Vec<usize>>,
}

impl Flow {
    fn new(pairs: &[Vec<Pair>], room: &[usize]) -> Self {
        let stay = (room.len(), STAYS);
        let gains = |list: &Vec<Pair>| {
            list.iter().map(|(place, score)| (*place, i64::from(*score))).chain([stay]).collect()
        };
        Self {
            pairs: pairs.iter().map(gains).collect(),
            room: room.iter().copied().chain([pairs.len()]).collect(),
            held: vec![None; pairs.len()],
            at: vec![Vec::new(); room.len() + 1],
        }
    }

    /// Finds a place for one more by the cheapest chain of moves.
    fn add(&mut self, opportunity: usize) {
        let mut cost = vec![i64::MAX; self.room.len()];
        // Who would come to the place, and from where.
        let mut via: Vec<Option<(usize, Option<usize>)>> = vec![None; self.room.len()];
        let mut queue = VecDeque::new();
        for &(place, gain) in &self.pairs[opportunity] {
            if -gain < cost[place] {
                cost[place] = -gain;
                via[place] = Some((opportunity, None));
                queue.push_back(place);
            }
        }
        while let Some(place) = queue.pop_front() {
            if self.at[place].len() < self.room[place] {
                continue;
            }
            for &other in &self.at[place] {
                let Some((_, lost)) = self.held[other] else { continue };
                for &(next, gain) in &self.pairs[other] {
                    let through = cost[place] + lost - gain;
                    if through < cost[next] {
                        cost[next] = through;
                        via[next] = Some((other, Some(place)));
                        queue.push_back(next);
                    }
                }
            }
        }
        let free = (0..self.room.len()).filter(|place| self.at[*place].len() < self.room[*place]);
        if let Some(end) = free.min_by_key(|place| (cost[*place], *place)) {
            self.shift(end, &via);
        }
    }

    /// Carries out the chain that ends at `end`.
    fn shift(&mut self, end: usize, via: &[Option<(usize, Option<usize>)>]) {
        let mut place = end;
        while let Some((mover, from)) = via[place] {
            let gain = self.pairs[mover].iter().find(|(to, _)| *to == place).map(|(_, gain)| *gain);
            self.held[mover] = gain.map(|gain| (place, gain));
            self.at[place].push(mover);
            let Some(from) = from else { break };
            self.at[from].retain(|other| *other != mover);
            place = from;
        }
    }
}
