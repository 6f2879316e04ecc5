package sundown.hold;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.RequestBody;
import sundown.operator.Access;
import sundown.operator.Role;
import sundown.timeline.GroupId;

/**
 * Puts an account under hold, or changes its hold: an operator's call, {@code {"userId", "group", "reason", "until",
 * "noAccount"}}. Without {@code until}, an instant of ISO 8601, the hold has no end. {@code noAccount} is for a user
 * without an account who still has objects in the buckets.
 */
@Singleton
public final class HoldAccountFunction {
    private static final OperatorForm FORM =
            OperatorForm.of("hold-account", Access.of(Role.LEGAL), "userId", "group", "reason", "until", "noAccount");
    private final OperatorEdge edge;
    private final AccountsInGroup accounts;
    private final HoldStore holds;
    private final Clock clock;

    HoldAccountFunction(OperatorEdge edge, AccountsInGroup accounts, HoldStore holds, Clock clock) {
        this.edge = edge;
        this.accounts = accounts;
        this.holds = holds;
        this.clock = clock;
    }

    /** Answers with a {@link HoldView}. */
    @Funq("hold-account")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::place);
    }

    private HoldView place(RequestBody call) {
        GroupId group = call.id("group", GroupId::new);
        Instant now = clock.instant();
        Hold hold = new Hold(call.id("userId", UserId::new), call.text("reason"), call.by(), now, end(call, now));
        accounts.require(hold.user(), group, call.flag("noAccount"));
        holds.place(group, hold);
        return HoldView.of(hold, now);
    }

    /** An end in the past is most likely a typing error. */
    private static Optional<Instant> end(RequestBody call, Instant now) {
        Optional<Instant> end = call.optionalId("until", HoldAccountFunction::instant);
        if (end.filter(until -> !until.isAfter(now)).isPresent()) {
            throw call.invalid("until", "is past");
        }
        return end;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException invalid) {
            throw new IllegalArgumentException("not an instant of ISO 8601", invalid);
        }
    }
}
