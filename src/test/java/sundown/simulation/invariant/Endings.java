package sundown.simulation.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.digest.Sha1;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.gallery.Digests;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;
import sundown.media.Choice;
import sundown.media.Choice.Selection;
import sundown.simulation.cloud.Cloud;
import sundown.simulation.people.Api;
import sundown.simulation.people.Person;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Violation;
import sundown.transfer.Batch;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore.FailedItem;

/** What must hold when a world rests. */
public final class Endings {
    public static final String TAKEN = "what is counted is in the library";
    public static final String FORGOTTEN = "no item is forgotten";
    public static final String KEPT = "the list has what was taken, and its years add up";
    public static final String ONCE = "a photo is in the library once";

    private final Cloud cloud;
    private final Api api;
    private final Chance chance;

    public Endings(Cloud cloud, Chance chance) {
        this.cloud = cloud;
        this.api = cloud.api();
        this.chance = chance;
    }

    /** Checks what became of a person's items. */
    public void check(Person person) {
        cloud.transfers
                .inventories
                .find(person.user())
                .ifPresent(inventory ->
                        Violation.unless(inventory.count().isEmpty(), "every gallery is counted at last", inventory));
        cloud.transfers.transfer(person.user()).ifPresent(transfer -> check(person, transfer));
    }

    private void check(Person person, Transfer transfer) {
        Ledger.Book book = cloud.transfers.ledger.of(transfer.id());
        Violation.unless(!transfer.state().active(), "everybody comes to an end", transfer);
        book.requireEqual(transfer.counts());
        checkLibrary(person, transfer, book);
        new AlbumEndings(cloud.transfers, person).check(transfer, book);
        checkStatus(person, transfer);
        Set<ItemId> listed = listed(person);
        checkListed(book, listed);
        if (transfer.state() instanceof TransferState.Finished) {
            checkFinished(person, transfer, book, listed);
        }
    }

    /** What is counted as taken is in the library, byte for byte. */
    private void checkLibrary(Person person, Transfer transfer, Ledger.Book book) {
        Set<Sha1> held = cloud.transfers.google.held(transfer.account());
        for (ItemId item : book.taken()) {
            long there = person.gallery().takenOf(item).stream()
                    .map(Digests::sha1)
                    .filter(held::contains)
                    .distinct()
                    .count();
            Violation.unless(there > 0, TAKEN, item);
            Violation.unless(there == 1 || person.gallery().hasReplaced(item), ONCE, item);
        }
    }

    private static void checkListed(Ledger.Book book, Set<ItemId> listed) {
        Set<ItemId> both = new HashSet<>(book.taken());
        both.retainAll(listed);
        Violation.unless(both.isEmpty(), "what was taken is not listed as failed", both);
        Violation.unless(listed.containsAll(book.failed()), "what failed is listed", listed);
    }

    private void checkFinished(Person person, Transfer transfer, Ledger.Book book, Set<ItemId> listed) {
        Violation.unless(
                transfer.counts().pending().equals(Tally.NONE), "nothing is pending at the end", transfer.counts());
        Violation.unless(listed.equals(book.failed()), "exactly what failed is listed", listed);
        checkKept(transfer, book);
        Optional<Boolean> movesPrivate = cloud.transfers.google.movesPrivate(transfer.account());
        List<Selection> parts = parts(transfer.terms().choice());
        for (ItemId item : person.gallery().kept()) {
            Violation.unless(book.has(item) || !person.gallery().moves(item, movesPrivate, parts), FORGOTTEN, item);
        }
        if (person.hasRetriedInPeace()) {
            Set<ItemId> sound = new HashSet<>(listed);
            sound.removeIf(item -> !person.gallery().isSound(item));
            sound.removeAll(refusedForGood(transfer));
            Violation.unless(sound.isEmpty(), "what can be taken is taken at last", sound);
        }
    }

    private static List<Selection> parts(Choice choice) {
        return Stream.concat(
                        choice.before().stream()
                                .flatMap(all -> all.parts().stream().map(Choice.Part::selection)),
                        Stream.of(choice.selection()))
                .toList();
    }

    /** The user can look each item up, and the receipt counts it by its year. */
    private void checkKept(Transfer transfer, Ledger.Book book) {
        List<ItemId> kept = cloud.transfers.rows.listSettled(transfer, 1, Integer.MAX_VALUE).stream()
                .flatMap(settled -> settled.batch().entries().stream())
                .filter(entry -> entry.step() instanceof Batch.Taken)
                .map(Batch.Entry::item)
                .toList();
        long years = cloud.transfers.rows.years(transfer).total();
        Violation.unless(
                Set.copyOf(kept).equals(Set.copyOf(book.taken()))
                        && kept.size() == book.taken().size()
                        && years == kept.size(),
                KEPT,
                kept + ", by years " + years);
    }

    private Set<ItemId> refusedForGood(Transfer transfer) {
        return cloud.transfers.rows.listFailures(transfer, Optional.empty(), Integer.MAX_VALUE).stream()
                .filter(failed -> failed.reason().permanent())
                .map(FailedItem::item)
                .collect(Collectors.toSet());
    }

    /** The status adds up as the app sees it. */
    private void checkStatus(Person person, Transfer transfer) {
        ApiResponse answer = api.status(person.user()).orElseThrow();
        JsonNode items = Json.read(answer.body()).at("/transfer/items");
        for (String figure : List.of("items", "bytes")) {
            long sum = List.of("done", "duplicate", "failed", "skipped", "pending").stream()
                    .mapToLong(part -> items.path(part).path(figure).longValue())
                    .sum();
            Violation.unless(sum == items.path("total").path(figure).longValue(), "the status adds up", items);
        }
        long done = items.path("done").path("items").longValue();
        Violation.unless(done == transfer.counts().done().items(), "the status tells the counts", items);
    }

    /** Reads the pages of failures to their end. */
    private Set<ItemId> listed(Person person) {
        Set<ItemId> listed = new HashSet<>();
        int limit = chance.between(1, 40);
        Optional<String> after = Optional.empty();
        do {
            ApiResponse answer = api.failures(person.user(), after, limit).orElseThrow();
            JsonNode page = Json.read(answer.body());
            page.path("items").forEach(failure -> list(failure, listed));
            after = Optional.ofNullable(page.path("next").textValue());
        } while (after.isPresent());
        return listed;
    }

    private static void list(JsonNode failure, Set<ItemId> listed) {
        boolean once = listed.add(new ItemId(failure.path("item").textValue()));
        Violation.unless(once, "each failure is listed once", failure);
        Violation.unless(!failure.path("message").asText().isEmpty(), "each failure has a reason", failure);
    }
}
