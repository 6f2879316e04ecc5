package sundown.simulation.people;

import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.archive.ArchiveFunctions;
import sundown.edge.ApiRequests;
import sundown.edge.ApiResponse;
import sundown.simulation.run.FunctionName;

/** Calls the functions of archives as an app does. */
public record ArchiveApi(ArchiveFunctions functions, Calls calls) {
    Optional<ApiResponse> request(UserId user) {
        return calls.call(
                FunctionName.REQUEST_ARCHIVE, user, functions.request()::handle, ApiRequests.from(user, null));
    }

    Optional<ApiResponse> get(UserId user) {
        return calls.call(FunctionName.GET_ARCHIVE, user, functions.get()::handle, ApiRequests.from(user, null));
    }

    Optional<ApiResponse> confirm(UserId user, String volume) {
        return calls.call(
                FunctionName.CONFIRM_DOWNLOAD,
                user,
                functions.confirm()::handle,
                ApiRequests.at(user, Map.of("n", volume)));
    }

    Optional<ApiResponse> delete(UserId user) {
        return calls.call(FunctionName.DELETE_ARCHIVE, user, functions.delete()::handle, ApiRequests.from(user, null));
    }
}
