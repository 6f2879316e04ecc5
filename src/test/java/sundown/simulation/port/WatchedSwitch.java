package sundown.simulation.port;

import java.util.Optional;
import sundown.purge.approval.KillSwitch;
import sundown.simulation.invariant.PurgeBooks;
import sundown.simulation.run.Surroundings;

/** Notes how the kill switch was set, and who has looked at it. */
public record WatchedSwitch(KillSwitch real, PurgeBooks books, Surroundings around) implements KillSwitch {
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
