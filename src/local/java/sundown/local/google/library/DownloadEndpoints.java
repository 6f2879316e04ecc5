package sundown.local.google.library;

import io.grpc.Status.Code;
import java.io.IOException;
import java.util.Optional;
import sundown.local.google.account.Account;
import sundown.local.google.account.Accounts;
import sundown.local.google.gate.Call;
import sundown.local.google.gate.Gate;
import sundown.local.google.wire.ErrorForm;
import sundown.local.google.wire.GoogleProblem;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.http.Routes;

/**
 * The bytes behind base URLs, for anyone who knows the URL: {@code =d} for a photo and {@code =dv} for a video. Only a
 * stand-in that keeps bytes has them, and only in their original size.
 */
public record DownloadEndpoints(Accounts accounts, Libraries libraries, Gate gate) {
    /** Adds its paths. */
    public void addTo(Routes routes) {
        routes.add("GET", "/lr/{item}", ErrorForm.LIBRARY, this::download);
        routes.add("HEAD", "/lr/{item}", ErrorForm.LIBRARY, this::download);
    }

    private Reply download(Request request) throws IOException {
        String id = request.path("item").replaceFirst("=dv?$", "");
        return gate.passOpenly(Call.DOWNLOAD, Optional::empty, () -> file(find(id)));
    }

    private MediaItem find(String id) {
        return accounts.all().stream()
                .flatMap((Account account) -> libraries.holdings(account).stream())
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(DownloadEndpoints::notFound);
    }

    private static Reply file(MediaItem item) throws IOException {
        return Reply.file(item.type().mime(), item.content().file().orElseThrow(DownloadEndpoints::notFound));
    }

    private static GoogleProblem notFound() {
        return GoogleProblem.of(Code.NOT_FOUND, "The bytes are not kept.");
    }
}
