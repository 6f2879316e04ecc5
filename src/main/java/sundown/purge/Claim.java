package sundown.purge;

import java.util.Optional;

/** What a certificate says of objects that no account names. */
sealed interface Claim {
    /** There are none: the buckets keep groups apart, and everything of the group was looked at. */
    record NothingElse() implements Claim {}

    /**
     * It is about the accounts of the group alone: the gallery does not keep groups apart.
     *
     * @param unnamed how many objects no account names, all of which are left, if an operator counted them
     */
    record AccountsAlone(Optional<Long> unnamed) implements Claim {}
}
