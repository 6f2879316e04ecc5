package sundown.purge.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.Json;
import sundown.hold.Hold;
import sundown.purge.plan.Totals;

/**
 * What holds keep.
 *
 * @param users under hold
 * @param folders of them in the buckets
 * @param kept what the buckets keep of them, as it was counted
 * @param until when the first of these holds ends; nothing when none has an end
 */
record Held(long users, long folders, Totals kept, Optional<Instant> until) {
    static final Held NOBODY = new Held(0, 0, Totals.NONE, Optional.empty());

    /** A user, and what the buckets keep for them. */
    static Held by(Hold hold, Totals kept) {
        return new Held(1, 1, kept, hold.until());
    }

    /** A user for whom the buckets keep nothing. */
    static Held withoutFolder(Hold hold) {
        return new Held(1, 0, Totals.NONE, hold.until());
    }

    /** A user who is counted elsewhere, while their hold is relied on here. */
    static Held elsewhere(Hold hold) {
        return new Held(0, 0, Totals.NONE, hold.until());
    }

    /** The same, and more is kept of those who are counted. */
    Held plus(Totals more) {
        return new Held(users, folders, kept.plus(more), until);
    }

    /** Both together. */
    Held plus(Held other) {
        return new Held(
                users + other.users,
                folders + other.folders,
                kept.plus(other.kept),
                Stream.concat(until.stream(), other.until.stream()).min(Instant::compareTo));
    }

    /** True while every hold that was relied on holds by its own date. */
    boolean holdsAt(Instant now) {
        return until.map(now::isBefore).orElse(true);
    }

    /** As members of a JSON object, in an order that is always the same. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("users", users);
        members.put("folders", folders);
        kept.putInto(members);
        until.ifPresent(end -> members.put("until", end.toString()));
        return members;
    }

    static Held read(JsonNode object) {
        return new Held(
                object.path("users").longValue(),
                object.path("folders").longValue(),
                Totals.in(object),
                object.has("until") ? Optional.of(Json.instant(object, "until")) : Optional.empty());
    }
}
