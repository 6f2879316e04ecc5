package sundown.transfer;

import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.CsvTable;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.edge.Problem;
import sundown.gallery.Item.ItemId;
import sundown.transfer.TransferStore.FailedItem;

/**
 * {@code GET /transfers/current/failures?after=&limit=}: lists the failed items and why they failed, page by page. With
 * {@code Accept: text/csv}, a page is a table, and the {@code Link} header (RFC 8288) has the next page.
 *
 * <p>{@code GET /transfers/current/items?after=&limit=}: lists in the same way what became of each item.
 */
@Singleton
public record ListFailuresFunction(HttpEdge edge, CurrentTransfers current, TransferStore transfers, ItemList all) {
    private static final String ALL = "GET /transfers/current/items";
    private static final int DEFAULT_LIMIT = 100;
    private static final int LIMIT_MAX = 1_000;

    /**
     * A page of failed items.
     *
     * @param next the value of {@code after} that lists the next page; absent on the last
     */
    @RegisterForReflection
    public record Page(List<Failure> failures, Optional<ItemId> next) {}

    /**
     * A failed item.
     *
     * @param retryable false when the reason cannot change; the item is not tried again then
     */
    @RegisterForReflection
    public record Failure(
            ItemId item, String name, long bytes, FailureReason reason, boolean retryable, String message, Instant at) {
        private static Failure of(FailedItem failed) {
            FailureReason reason = failed.reason();
            return new Failure(
                    failed.item(),
                    failed.name(),
                    failed.bytes(),
                    reason,
                    !reason.permanent(),
                    reason.sentence(),
                    failed.at());
        }
    }

    /** Answers with a {@link Page}, an {@link ItemList.Page}, or a table. */
    @Funq("list-failures")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(
                request, user -> ALL.equals(request.routeKey()) ? all(request, user) : failures(request, user));
    }

    private ApiResponse failures(ApiRequest request, UserId user) {
        Optional<ItemId> after = after(request, ItemId::new);
        int limit = limit(request);
        List<FailedItem> failures = transfers.listFailures(current.require(user), after, limit);
        Optional<ItemId> next = failures.size() < limit
                ? Optional.empty()
                : Optional.of(failures.getLast().item());
        return wantsTable(request)
                ? ApiResponse.csv(table(failures), link("failures", next, limit))
                : ApiResponse.ok(
                        Json.write(new Page(failures.stream().map(Failure::of).toList(), next)));
    }

    private ApiResponse all(ApiRequest request, UserId user) {
        ListPlace after = after(request, ListPlace::read).orElse(ListPlace.BEGINNING);
        int limit = limit(request);
        ItemList.Page page = all.page(current.require(user), after, limit);
        return wantsTable(request)
                ? ApiResponse.csv(ItemList.table(page), link("items", page.next(), limit))
                : ApiResponse.ok(Json.write(page));
    }

    private static <T> Optional<T> after(ApiRequest request, Function<String, T> form) {
        try {
            return request.query("after").map(form);
        } catch (IllegalArgumentException invalid) {
            throw Problem.invalidRequest("In the query, after is " + invalid.getMessage() + ".");
        }
    }

    private static int limit(ApiRequest request) {
        int limit = request.query("limit").map(ListFailuresFunction::number).orElse(DEFAULT_LIMIT);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw Problem.invalidRequest("In the query, limit is not a whole number from 1 to " + LIMIT_MAX + ".");
        }
        return limit;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notNumber) {
            return 0;
        }
    }

    private static boolean wantsTable(ApiRequest request) {
        return request.header("accept")
                .filter(accept -> accept.contains("text/csv"))
                .isPresent();
    }

    private static String table(List<FailedItem> failures) {
        StringBuilder table = new StringBuilder(CsvTable.header("name", "bytes", "reason", "can be tried again"));
        for (FailedItem failed : failures) {
            table.append(CsvTable.line(
                    failed.name(),
                    failed.bytes(),
                    failed.reason().sentence(),
                    failed.reason().permanent() ? "no" : "yes"));
        }
        return table.toString();
    }

    private static Map<String, String> link(String list, Optional<?> next, int limit) {
        return next.map(after ->
                        "</transfers/current/" + list + "?after=" + after + "&limit=" + limit + ">; rel=\"next\"")
                .map(link -> Map.of("link", link))
                .orElse(Map.of());
    }
}
