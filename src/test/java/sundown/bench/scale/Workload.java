package sundown.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import sundown.account.UserId;
import sundown.digest.Sha256;

/** What the users of a group have; from {@code bench/workload.json}. */
record Workload(JsonNode document) {
    private static final int EXACT = 1_000_000;

    static Workload read() {
        return new Workload(Prices.resource("workload.json"));
    }

    int usersInAChunk() {
        return document.path("usersInAChunk").intValue();
    }

    int accountsPerMinute() {
        return document.path("accountsPerMinute").intValue();
    }

    /** Ids are hashes, as those of accounts are random: their order is not that in which they signed up. */
    UserId user(int number) {
        return new UserId(Sha256.over("user " + number).hex().substring(0, 16));
    }

    boolean member(int number) {
        return in("members", number, 1);
    }

    boolean transferred(int number) {
        return in("transferred", number, 7);
    }

    /** Whose transfer still waits at the close. */
    boolean waiting(int number) {
        return in("waiting", number, 5) && !transferred(number);
    }

    boolean underHold(int number) {
        return in("underHold", number, 3);
    }

    /** A share of the users, spread evenly. */
    private boolean in(String share, int number, int offset) {
        double part = document.path(share).doubleValue() * EXACT;
        return Math.floorMod((number + offset) * 7919L, EXACT / 100L) * 100 < part;
    }

    /** A few have very many. */
    int items(int number) {
        JsonNode most = document.path("itemsOfMost");
        return number % document.path("oneLargestIn").intValue() == 0
                ? document.path("itemsOfTheLargest").intValue()
                : most.path(number % most.size()).intValue();
    }

    double gigabytes(String function) {
        return document.path("megabytes").path(function).asInt(512) / 1024.0;
    }
}
