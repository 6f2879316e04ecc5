package sundown.simulation.people;

import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.cloud.Interest;
import sundown.simulation.run.Chance;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Transfer;

/** A user: what they have, and what they do. */
public record Person(UserId user, Interest interest, Gallery gallery, Mover mover, Collector collector) {
    /** True when all that failed was tried again while nothing went wrong. */
    public boolean hasRetriedInPeace() {
        return mover.hasRetriedInPeace();
    }

    /** Their accounts at the library. */
    public List<LibraryAccount> accounts() {
        return mover.accounts();
    }

    void start() {
        if (interest.inTransfers()) {
            mover.start();
        }
        if (interest.inArchives()) {
            collector.start();
        }
    }

    /** Does anything that a user may do. */
    public void act(Chance chance) {
        if (interest.inArchives() && !(interest.inTransfers() && chance.oneIn(2))) {
            collector.act();
        } else {
            mover.act();
        }
    }

    /**
     * Does what the transfer and the archive ask of the user.
     *
     * @return true when that changed something
     */
    boolean help(Optional<Transfer> transfer) {
        boolean collected = interest.inArchives() && collector.help();
        return transfer.map(mover::help).orElse(false) || collected;
    }
}
