package sundown.hold;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import sundown.account.UserId;
import sundown.edge.Line;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.hold.HoldStore.Hold;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/** Releases an account's hold: an operator's call, {@code {"userId", "group", "reason", "noAccount"}}. */
@Singleton
public record ReleaseHoldFunction(OperatorEdge edge, AccountsInGroup accounts, HoldStore holds, Clock clock) {
    private static final OperatorForm<Call> FORM = OperatorForm.of("release-hold", Access.of(Role.LEGAL), Call.class);

    /** The call. Only the log records the reason; the template keeps it for years. */
    @RegisterForReflection
    record Call(UserId userId, GroupId group, Line reason, boolean noAccount) {}

    @Funq("release-hold")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::release);
    }

    private HoldView release(Call call, Operator by) {
        UserId user = call.userId();
        GroupId group = call.group();
        accounts.require(user, group, call.noAccount());
        Hold hold = holds.find(user).orElseThrow(() -> noHold(user));
        Instant now = clock.instant();
        if (hold.opensExportsAfter(now.minus(Hold.SETTLING_TIME)) || !holds.release(group, user, now)) {
            throw HoldAccountFunction.exportsOpen();
        }
        return HoldView.released(hold, group);
    }

    private static Problem noHold(UserId user) {
        return Problem.of(ProblemType.NO_HOLD, "User " + user + " is not under hold.");
    }
}
