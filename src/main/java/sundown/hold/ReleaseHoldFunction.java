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
import sundown.timeline.GroupId;

/** Releases an account's hold: an operator's call, {@code {"userId", "group", "reason", "by", "noAccount"}}. */
@Singleton
public final class ReleaseHoldFunction {
    private static final OperatorForm FORM =
            OperatorForm.of("release-hold", "userId", "group", "reason", "by", "noAccount");
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
        requireGrounds(call);
        accounts.require(user, group, call.flag("noAccount"));
        Hold hold = holds.find(user).orElseThrow(() -> noHold(user));
        holds.release(group, user);
        return HoldView.released(hold);
    }

    private static Problem noHold(UserId user) {
        return Problem.of("no-hold", 404, "There is no such hold.", "User " + user + " is not under hold.");
    }

    /** Only the log records who releases a hold and why; the template keeps it for years. */
    private static void requireGrounds(RequestBody call) {
        call.person("by");
        call.text("reason");
    }
}
