package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.edge.Problem;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.Phase;
import sundown.timeline.TimelineStore;

/** Lets in only whose exports are open. */
@Singleton
final class Exports {
    private final AccountStore accounts;
    private final TimelineStore timelines;
    private final Clock clock;

    Exports(AccountStore accounts, TimelineStore timelines, Clock clock) {
        this.accounts = accounts;
        this.timelines = timelines;
        this.clock = clock;
    }

    /** A user whose exports are open, and the dates of his group. */
    record Open(Account account, Dates dates) {}

    /**
     * Finds a user whose exports are open now.
     *
     * @throws sundown.edge.ProblemException when there is no such account, nothing ends, or exports are not open
     */
    Open openTo(UserId user) {
        Open open = of(user);
        Phase phase = open.dates().phaseAt(clock.instant());
        if (phase != Phase.EXPORTS_OPEN) {
            throw TransferProblems.notOpen(phase, open.dates()).asException();
        }
        return open;
    }

    /**
     * Finds a user and his dates, whatever the phase.
     *
     * @throws sundown.edge.ProblemException when there is no such account or nothing ends
     */
    Open of(UserId user) {
        Account account =
                accounts.find(user).orElseThrow(() -> Problem.noAccount().asException());
        Dates dates = timelines
                .inForce()
                .groupOf(account.region())
                .map(Group::dates)
                .orElseThrow(() -> TransferProblems.exempt().asException());
        return new Open(account, dates);
    }
}
