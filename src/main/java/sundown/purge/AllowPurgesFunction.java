package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import sundown.edge.Line;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;

/** Ends the stop of stop-purges: an operator's call, {@code {"reason"}}. */
@Singleton
public record AllowPurgesFunction(OperatorEdge edge, KillSwitch killSwitch, Clock clock) {
    private static final OperatorForm<Call> FORM =
            OperatorForm.of("allow-purges", Access.of(Role.EMERGENCY), Call.class);

    @RegisterForReflection
    record Call(Line reason) {}

    @Funq("allow-purges")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::set);
    }

    private KillSwitch.View set(Call call, Operator by) {
        return killSwitch.set(false, by, call.reason().text(), clock.instant());
    }
}
