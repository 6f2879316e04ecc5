package sundown.transfer;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.edge.Problem;
import sundown.transfer.ListPlace.InBatch;
import sundown.transfer.ListPlace.InFailures;

/**
 * {@code GET /transfers/current/items?state=&after=&limit=}: lists what became of each item, page by page, or with
 * {@code state=failed} only what failed. With {@code Accept: text/csv}, a page is a table, and the {@code Link} header
 * (RFC 8288) has the next page.
 */
@Singleton
public record ListItemsFunction(HttpEdge edge, CurrentTransfers current, ItemList items) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int LIMIT_MAX = 1_000;

    /** Answers with an {@link ItemList.Page}, or a table. */
    @Funq("list-items")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> list(request, user));
    }

    private ApiResponse list(ApiRequest request, UserId user) {
        ListPlace from = from(request);
        int limit = limit(request);
        ItemList.Page page = items.page(current.require(user), from, limit);
        return wantsTable(request)
                ? ApiResponse.csv(ItemList.table(page), link(page.next(), limit))
                : ApiResponse.ok(Json.write(page));
    }

    /** What failed is the end of the list. */
    private static ListPlace from(ApiRequest request) {
        ListPlace after = after(request);
        return onlyFailed(request) && after instanceof InBatch ? new InFailures(Optional.empty()) : after;
    }

    private static ListPlace after(ApiRequest request) {
        try {
            return request.query("after").map(ListPlace::read).orElse(ListPlace.BEGINNING);
        } catch (IllegalArgumentException invalid) {
            throw Problem.invalidRequest("In the query, after is " + invalid.getMessage() + ".");
        }
    }

    private static boolean onlyFailed(ApiRequest request) {
        Optional<String> state = request.query("state");
        if (state.isPresent() && !state.get().equals(ItemList.State.FAILED.code())) {
            throw Problem.invalidRequest("In the query, state is not failed.");
        }
        return state.isPresent();
    }

    private static int limit(ApiRequest request) {
        int limit = request.query("limit").map(ListItemsFunction::number).orElse(DEFAULT_LIMIT);
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

    /** A place among what failed leads to nothing else, so it needs no state. */
    private static Map<String, String> link(Optional<String> next, int limit) {
        return next.map(after -> "</transfers/current/items?after=" + after + "&limit=" + limit + ">; rel=\"next\"")
                .map(link -> Map.of("link", link))
                .orElse(Map.of());
    }
}
