package sundown.timeline;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.UserId;
import sundown.edge.Problem;

/** The door of every export, transfers and archives alike: lets in only whose exports are open. */
@Singleton
public final class Exports {
    private final AccountStore accounts;
    private final TimelineStore timelines;
    private final Clock clock;

    /** Asks these stores, at the time of this clock. */
    public Exports(AccountStore accounts, TimelineStore timelines, Clock clock) {
        this.accounts = accounts;
        this.timelines = timelines;
        this.clock = clock;
    }

    /** A user in whose region the service ends, his group and its dates. */
    public record Open(Account account, GroupId group, Dates dates) {}

    /**
     * Finds a user whose exports are open now.
     *
     * @throws sundown.edge.Problem when there is no such account, nothing ends, or exports are not open
     */
    public Open openTo(UserId user) {
        Open open = of(user);
        Phase phase = open.dates().phaseAt(clock.instant());
        if (phase != Phase.EXPORTS_OPEN) {
            throw ExportProblems.notOpen(phase, open.dates());
        }
        return open;
    }

    /**
     * Finds a user and his dates, whatever the phase.
     *
     * @throws sundown.edge.Problem when there is no such account or nothing ends
     */
    public Open of(UserId user) {
        Account account = accounts.find(user).orElseThrow(() -> Problem.noAccount());
        Group group = timelines.inForce().groupOf(account.region()).orElseThrow(() -> ExportProblems.exempt());
        return new Open(account, group.id(), group.dates());
    }

    /** When a user's exports close; {@link Instant#MAX} where nothing ends, or for somebody without an account. */
    public Instant closeOf(UserId user) {
        return accounts.find(user)
                .flatMap(account -> timelines.inForce().groupOf(account.region()))
                .map(group -> group.dates().close())
                .orElse(Instant.MAX);
    }
}
