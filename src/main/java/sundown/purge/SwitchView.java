package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The kill switch as operators see it. Instants are ISO 8601 in UTC. */
@RegisterForReflection
public record SwitchView(boolean stopped, String by, String reason, String at) {
    /** The view of a position. */
    public static SwitchView of(KillSwitch.Position position) {
        return new SwitchView(
                position.stopped(),
                position.by().name(),
                position.reason(),
                position.at().toString());
    }
}
