package sundown.transfer;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.edge.Problem;
import sundown.gallery.ItemId;

/**
 * {@code GET /transfers/current/failures?after=&limit=}: what failed and why, in pages; as JSON, or as a table with
 * {@code Accept: text/csv}, whose next page is in the {@code Link} header (RFC 8288).
 */
@Singleton
public final class ListFailuresFunction {
    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1_000;

    private final HttpEdge edge;
    private final TransferStore transfers;

    ListFailuresFunction(HttpEdge edge, TransferStore transfers) {
        this.edge = edge;
        this.transfers = transfers;
    }

    /** Answers with a {@link FailuresView} or a table. */
    @Funq("list-failures")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> {
            Optional<ItemId> after = after(request);
            int limit = limit(request);
            List<FailedItem> page = transfers.failures(transfer(user), after, limit);
            return wantsTable(request) ? table(page, limit) : ApiResponse.ok(Json.write(FailuresView.of(page, limit)));
        });
    }

    private Transfer transfer(UserId user) {
        return transfers
                .find(user)
                .orElseThrow(() -> TransferProblems.noTransfer().asException());
    }

    private static boolean wantsTable(ApiRequest request) {
        return request.header("accept")
                .filter(accept -> accept.contains("text/csv"))
                .isPresent();
    }

    private static ApiResponse table(List<FailedItem> page, int limit) {
        Map<String, String> link = FailuresView.next(page, limit)
                .map(next -> Map.of("link", link(next, limit)))
                .orElse(Map.of());
        return ApiResponse.csv(FailuresTable.write(page), link);
    }

    private static String link(String next, int limit) {
        return "</transfers/current/failures?after=" + next + "&limit=" + limit + ">; rel=\"next\"";
    }

    private static Optional<ItemId> after(ApiRequest request) {
        try {
            return request.query("after").map(ItemId::new);
        } catch (IllegalArgumentException invalid) {
            throw Problem.invalidRequest("In the query, after is " + invalid.getMessage() + ".")
                    .asException();
        }
    }

    private static int limit(ApiRequest request) {
        int limit = request.query("limit").map(ListFailuresFunction::number).orElse(USUAL_LIMIT);
        if (limit < 1 || limit > MOST) {
            throw Problem.invalidRequest("In the query, limit is not a whole number from 1 to " + MOST + ".")
                    .asException();
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
}
