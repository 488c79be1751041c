//! The sides of a thread.

bellwether_kernel::named! {
    /// A side of a thread. A message goes from one side to another, or to its own.
    Side {
        /// Who asked for something: who booked, who applies.
        Asker = "asker",
        /// Who runs it: the keeper of a facility, the office of a call.
        Office = "office",
        /// Who judges it.
        Assessor = "assessor",
    }
}
