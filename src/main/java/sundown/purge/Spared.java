package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.Json;

/**
 * Users who are not deleted, all for one kind of {@link Reason}.
 *
 * @param folders of them in the buckets
 * @param kept what the buckets keep of them, as it was counted
 * @param until when the first of the reasons ends; nothing when none has an end
 */
record Spared(long users, long folders, Totals kept, Optional<Instant> until) {
    static final Spared NOBODY = new Spared(0, 0, Totals.NONE, Optional.empty());

    /** A user with a folder, and what the buckets keep for them. */
    static Spared by(Reason reason, Totals kept) {
        return new Spared(1, 1, kept, reason.until());
    }

    /** A user without a folder. */
    static Spared withoutFolder(Reason reason) {
        return new Spared(1, 0, Totals.NONE, reason.until());
    }

    /** A user who is counted elsewhere, while the reason is relied on here. */
    static Spared elsewhere(Reason reason) {
        return new Spared(0, 0, Totals.NONE, reason.until());
    }

    /** The same, and more is kept of those who are counted. */
    Spared plus(Totals more) {
        return new Spared(users, folders, kept.plus(more), until);
    }

    /** Both together. */
    Spared plus(Spared other) {
        return new Spared(
                users + other.users,
                folders + other.folders,
                kept.plus(other.kept),
                Stream.concat(until.stream(), other.until.stream()).min(Instant::compareTo));
    }

    /** True while every reason that was relied on holds by its own date. */
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

    static Spared read(JsonNode object) {
        return new Spared(
                object.path("users").longValue(),
                object.path("folders").longValue(),
                Totals.in(object),
                object.has("until") ? Optional.of(Json.instant(object, "until")) : Optional.empty());
    }
}
