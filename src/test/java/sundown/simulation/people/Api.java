package sundown.simulation.people;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiRequests;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.media.Choice.Selection;
import sundown.runtime.Records;
import sundown.simulation.run.FunctionName;
import sundown.transfer.InMemoryLibraryAccess;
import sundown.transfer.LibraryAccess;
import sundown.transfer.TransferFunctions;

/** Calls the functions of transfers as an app does. */
public record Api(
        TransferFunctions functions,
        Calls calls,
        BiFunction<UserId, Supplier<Optional<ApiResponse>>, Optional<ApiResponse>> looking) {
    Optional<ApiResponse> start(
            UserId user, LibraryAccess.Consent consent, Optional<Boolean> movePrivate, Optional<Selection> selection) {
        Map<String, Object> body = new HashMap<>(InMemoryLibraryAccess.fields(consent));
        movePrivate.ifPresent(answer -> body.put("movePrivate", answer));
        selection.ifPresent(part -> body.put("selection", part));
        body.put("device", Map.of("model", "M2004J19C", "androidVersion", 12));
        return call(FunctionName.START, user, functions.start()::handle, body, Map.of());
    }

    Optional<ApiResponse> stop(UserId user) {
        return call(FunctionName.STOP, user, functions.stop()::handle, Map.of(), Map.of());
    }

    Optional<ApiResponse> disconnect(UserId user) {
        ApiRequest request = ApiRequests.from(user, Map.of(), Map.of(), "{}");
        return calls.call(
                FunctionName.STOP,
                user,
                functions.stop()::handle,
                Records.with(request, "routeKey", "DELETE /transfers/current/consent"));
    }

    Optional<ApiResponse> resume(
            UserId user, boolean withoutRoom, boolean retryNow, Optional<LibraryAccess.Consent> consent) {
        Map<String, Object> body = new HashMap<>();
        body.put("withoutRoom", withoutRoom);
        body.put("retryNow", retryNow);
        consent.ifPresent(given -> body.putAll(InMemoryLibraryAccess.fields(given)));
        return call(FunctionName.RESUME, user, functions.resume()::handle, body, Map.of());
    }

    public Optional<ApiResponse> status(UserId user) {
        return looking.apply(
                user, () -> call(FunctionName.STATUS, user, functions.status()::handle, Map.of(), Map.of()));
    }

    public Optional<ApiResponse> failures(UserId user, Optional<String> after, int limit) {
        Map<String, String> query = new HashMap<>();
        query.put("state", "failed");
        query.put("limit", Integer.toString(limit));
        after.ifPresent(place -> query.put("after", place));
        return call(FunctionName.LIST_ITEMS, user, functions.items()::handle, Map.of(), query);
    }

    private Optional<ApiResponse> call(
            FunctionName name,
            UserId user,
            Function<ApiRequest, ApiResponse> function,
            Map<String, Object> body,
            Map<String, String> query) {
        return calls.call(name, user, function, ApiRequests.from(user, Map.of(), query, Json.write(body)));
    }
}
