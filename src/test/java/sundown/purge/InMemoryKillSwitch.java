package sundown.purge;

import java.util.Optional;

/** The kill switch in memory. */
public final class InMemoryKillSwitch implements KillSwitch {
    private volatile Optional<Position> position = Optional.empty();

    @Override
    public Optional<Position> position() {
        return position;
    }

    @Override
    public void set(Position next) {
        position = Optional.of(next);
    }
}
