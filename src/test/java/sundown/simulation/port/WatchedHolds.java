package sundown.simulation.port;

import java.util.Optional;
import sundown.account.UserId;
import sundown.hold.Hold;
import sundown.hold.HoldStore;
import sundown.simulation.invariant.PurgeBooks;
import sundown.simulation.run.Surroundings;
import sundown.timeline.GroupId;

/** Notes which holds there are, and who has looked for them. */
public record WatchedHolds(HoldStore real, PurgeBooks books, Surroundings around) {
    public Optional<Hold> find(UserId user) {
        Optional<Hold> hold = real.find(user);
        books.readHold(around.runs().current(), user, hold);
        return hold;
    }

    public void place(GroupId group, Hold hold) {
        boolean changes = real.find(hold.user()).isPresent();
        real.place(group, hold);
        books.placed(hold, around.time().now());
        if (changes) {
            books.changed(around.time().now());
        }
        around.coverage().count(changes ? "holds changed" : "holds placed");
        around.trace().say(() -> "    " + around.runs().current() + " places " + hold);
    }

    public boolean placeWhereNone(Hold hold) {
        boolean placed = real.placeWhereNone(hold);
        if (placed) {
            books.placed(hold, around.time().now());
            around.coverage().count("recovery holds placed");
            around.trace().say(() -> "    " + around.runs().current() + " places " + hold);
        }
        return placed;
    }

    public void release(GroupId group, UserId user) {
        real.release(group, user);
        books.released(user);
        books.changed(around.time().now());
        around.coverage().count("holds released");
        around.trace().say(() -> "    " + around.runs().current() + " releases " + user);
    }
}
