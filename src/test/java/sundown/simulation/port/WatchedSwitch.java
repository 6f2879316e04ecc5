package sundown.simulation.port;

import java.util.Optional;
import sundown.purge.KillSwitch;
import sundown.simulation.invariant.PurgeBooks;
import sundown.simulation.run.Surroundings;

/** Notes how the kill switch was set, and who has looked at it. */
public final class WatchedSwitch implements KillSwitch {
    private final KillSwitch real;
    private final PurgeBooks books;
    private final Surroundings around;

    public WatchedSwitch(KillSwitch real, PurgeBooks books, Surroundings around) {
        this.real = real;
        this.books = books;
        this.around = around;
    }

    @Override
    public Optional<Position> position() {
        Optional<Position> position = real.position();
        books.readSwitch(
                around.runs().current(), position.filter(Position::stopped).isPresent());
        return position;
    }

    @Override
    public void set(Position position) {
        real.set(position);
        around.coverage().count(position.stopped() ? "purges stopped" : "purges allowed");
        around.trace().say(() -> "    " + around.runs().current() + " sets " + position);
    }
}
