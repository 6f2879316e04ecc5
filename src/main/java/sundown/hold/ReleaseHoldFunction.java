package sundown.hold;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.OperatorEdge;
import sundown.edge.RequestBody;
import sundown.timeline.GroupId;

/** Takes an account's hold away: an operator's call, {@code {"userId", "group", "reason", "by"}}. */
@Singleton
public final class ReleaseHoldFunction {
    private static final Logger LOG = Logger.getLogger(ReleaseHoldFunction.class);

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
    public JsonNode handle(JsonNode call) {
        return edge.answer(call, this::release);
    }

    private HoldView release(RequestBody call) {
        UserId user = call.id("userId", UserId::new);
        GroupId group = call.id("group", GroupId::new);
        String reason = call.text("reason");
        String by = call.text("by");
        accounts.require(user, group);
        Hold hold = holds.find(user).orElseThrow(() -> HoldProblems.noHold(user).asException());
        holds.release(group, user);
        LOG.infof("audit: the hold of user %s was released by %s: %s", user, by, reason);
        return HoldView.released(hold);
    }
}
