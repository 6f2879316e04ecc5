package sundown.hold;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import sundown.account.UserId;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.RequestBody;
import sundown.operator.Access;
import sundown.operator.Role;
import sundown.timeline.GroupId;

/** Releases an account's hold: an operator's call, {@code {"userId", "group", "reason", "noAccount"}}. */
@Singleton
public final class ReleaseHoldFunction {
    private static final OperatorForm FORM =
            OperatorForm.of("release-hold", Access.of(Role.LEGAL), "userId", "group", "reason", "noAccount");
    private final OperatorEdge edge;
    private final AccountsInGroup accounts;
    private final HoldStore holds;

    ReleaseHoldFunction(OperatorEdge edge, AccountsInGroup accounts, HoldStore holds) {
        this.edge = edge;
        this.accounts = accounts;
        this.holds = holds;
    }

    /** Answers with a {@link HoldView}. */
    @Funq("release-hold")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::release);
    }

    private HoldView release(RequestBody call) {
        UserId user = call.id("userId", UserId::new);
        GroupId group = call.id("group", GroupId::new);
        call.text("reason"); // only the log records why; the template keeps it for years
        accounts.require(user, group, call.flag("noAccount"));
        Hold hold = holds.find(user).orElseThrow(() -> noHold(user));
        holds.release(group, user);
        return HoldView.released(hold, group);
    }

    private static Problem noHold(UserId user) {
        return Problem.of("no-hold", 404, "There is no such hold.", "User " + user + " is not under hold.");
    }
}
