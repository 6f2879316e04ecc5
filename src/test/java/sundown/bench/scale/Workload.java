package sundown.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.local.prices.Prices;

/** What the users of a group have; from {@code bench/workload.json}. */
record Workload(JsonNode document) {
    private static final long SHARES = 16;

    static Workload read() {
        return new Workload(Prices.resource("workload.json"));
    }

    /** A figure of the document. */
    int number(String name) {
        return document.path(name).intValue();
    }

    /** A share of the users. */
    double share(String name) {
        return document.path(name).doubleValue();
    }

    /** The same with a tenth of the items and of those who act, for a quick try. */
    Workload light() {
        ObjectNode changed = document.deepCopy();
        ArrayNode items = changed.putArray("itemsOfThoseWhoAct");
        document.path("itemsOfThoseWhoAct").forEach(one -> items.add(one.intValue() / 10));
        for (String name : List.of("items", "usersWithItems", "fewestTransfers", "archives")) {
            changed.put(name, number(name) / 10);
        }
        return new Workload(changed);
    }

    /** The same with so many items for everybody. */
    Workload withItems(int items) {
        ObjectNode changed = document.deepCopy();
        changed.putArray("itemsOfMost").add(items);
        changed.put("itemsOfTheLargest", items);
        return new Workload(changed);
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

    /** Users with a transfer that still waits at the close. */
    boolean waiting(int number) {
        return in("waiting", number, 5) && !transferred(number);
    }

    boolean underHold(int number) {
        return in("underHold", number, 3);
    }

    /** A share of the users, who are anywhere among all. */
    private boolean in(String share, int number, int offset) {
        return new SplittableRandom(number * SHARES + offset).nextDouble() < share(share);
    }

    /** The chunk of a user, by a hash. */
    int chunk(UserId user, int chunks) {
        return Math.floorMod(Sha256.over("chunk of " + user).hex().hashCode(), chunks);
    }

    /** A few have very many. */
    int items(int number) {
        JsonNode most = document.path("itemsOfMost");
        return number % number("oneLargestIn") == 0
                ? number("itemsOfTheLargest")
                : most.path(number % most.size()).intValue();
    }

    /** The items of a user who transfers or has an archive built. */
    int itemsOfWhoActs(int number) {
        JsonNode items = document.path("itemsOfThoseWhoAct");
        return items.path(number % items.size()).intValue();
    }
}
