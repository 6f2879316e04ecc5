package sundown.edge;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.operator.AccessRules.Caller;
import sundown.operator.CallRecords.CallId;
import sundown.operator.CallRecords.CallRecord;
import sundown.operator.CallRecords.Kind;

/** A call that is under way, as far as it is known. Its texts are cut short, and cannot forge a line of the log. */
final class AuditedCall {
    /** No id is longer. */
    private static final int NAME_CHARACTERS_MAX = 255;

    private static final int REASON_CHARACTERS_MAX = 1_000;

    /** The fields that say what a call is about, and how they are called in its record. */
    private static final Map<String, String> ABOUT = Map.ofEntries(
            entry("group", "group"),
            entry("userId", "user"),
            entry("chargeId", "charge"),
            entry("job", "job"),
            entry("pause", "pause"),
            entry("retry", "retry"),
            entry("queue", "queue"),
            entry("show", "show"),
            entry("remove", "remove"),
            entry("since", "since"),
            entry("recovery", "recovery"),
            entry("manifestHash", "manifest"),
            entry("purgeAccountsPerMinute", "purgeAccountsPerMinute"),
            entry("purgeConcurrency", "purgeConcurrency"),
            entry("googleRequestsPerDay", "googleRequestsPerDay"),
            entry("googleRequestsPerMinute", "googleRequestsPerMinute"),
            entry("googleUploadsPerMinute", "googleUploadsPerMinute"),
            entry("googlePercentPerUser", "googlePercentPerUser"),
            entry("giveBack", "giveBack"));

    private final CallId id;
    private final OperatorForm<?> form;
    private Caller caller = new Caller.Nobody();
    private JsonNode call = MissingNode.getInstance();
    private Optional<UserId> answered = Optional.empty();
    private boolean begun;

    AuditedCall(CallId id, OperatorForm<?> form) {
        this.id = id;
        this.form = form;
    }

    Caller by(Caller known) {
        caller = known;
        return known;
    }

    JsonNode asks(JsonNode read) {
        call = read;
        return read;
    }

    Object answers(Object answer) {
        answered = answer instanceof OperatorEdge.AboutUser about ? Optional.of(about.userId()) : Optional.empty();
        return answer;
    }

    /** From now on it may take effect. */
    void begins() {
        begun = true;
    }

    /** How it ends when a service fails, or the code. */
    CallRecord failed() {
        return ending(begun ? CallRecord.FAILED : CallRecord.NOT_BEGUN);
    }

    /** The record, with this outcome. */
    CallRecord ending(String outcome) {
        Map<String, String> about = about();
        Kind kind = kind(about, outcome);
        return new CallRecord(
                kind == Kind.LOOK ? CallId.ofLooks(id.at(), form.function(), caller.operator()) : id,
                kind,
                form.function(),
                caller.operator(),
                caller.roles(),
                withIam(),
                about,
                Stream.of("reason", "note")
                        .filter(call::has)
                        .findFirst()
                        .map(field -> said(field, PlainText::line, REASON_CHARACTERS_MAX)),
                outcome);
    }

    private Kind kind(Map<String, String> about, String outcome) {
        return switch (form.accessFor(call).effect()) {
            case CHANGES -> Kind.DECISION;
            case DISCLOSES -> Kind.NOTED_LOOK;
            case READS ->
                withIam() || about.containsKey("user") || !outcome.equals(CallRecord.DONE)
                        ? Kind.NOTED_LOOK
                        : Kind.LOOK;
        };
    }

    private boolean withIam() {
        return caller instanceof Caller.BreakGlass;
    }

    private Map<String, String> about() {
        Map<String, String> about = new HashMap<>();
        ABOUT.forEach((field, name) -> {
            if (call.has(field)) {
                about.put(name, said(field, AuditedCall::name, NAME_CHARACTERS_MAX));
            }
        });
        answered.ifPresent(user -> about.putIfAbsent("user", user.value()));
        if (call.path("dryRun").asBoolean()) {
            about.put("dryRun", "true");
        }
        return about;
    }

    /** Nothing that a call is about has an @ in its name, but for an e-mail address where an id should be. */
    private static String name(String text) {
        return text.contains("@") ? "***" : text.replaceAll("[^\\p{L}\\p{N}._ -]", "?");
    }

    private String said(String field, UnaryOperator<String> safely, int longest) {
        String said = call.path(field).asText("");
        String safe = safely.apply(said.substring(0, Math.min(said.length(), longest)));
        return safe.isBlank() ? "-" : safe;
    }
}
