package sundown.purge.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.RequestBody;
import sundown.purge.Operator;

/** Takes the stop away that stop-purges has set: an operator's call, {@code {"by", "reason"}}. */
@Singleton
public final class AllowPurgesFunction {
    private static final OperatorForm FORM = OperatorForm.of("allow-purges", "by", "reason");
    private final OperatorEdge edge;
    private final KillSwitch killSwitch;
    private final Clock clock;

    AllowPurgesFunction(OperatorEdge edge, KillSwitch killSwitch, Clock clock) {
        this.edge = edge;
        this.killSwitch = killSwitch;
        this.clock = clock;
    }

    /** Answers with a {@link SwitchView}. */
    @Funq("allow-purges")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::set);
    }

    private SwitchView set(RequestBody call) {
        KillSwitch.Position position =
                new KillSwitch.Position(false, call.id("by", Operator::new), call.text("reason"), clock.instant());
        killSwitch.set(position);
        return SwitchView.of(position);
    }
}
