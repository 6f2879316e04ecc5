package sundown.local.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sundown.local.gateway.GatewayRequest.GatewayEndpoint;
import sundown.local.http.Reply;
import sundown.local.template.Template.Page;

/**
 * A page as CloudFront serves it: files of a folder, {@code index.html} for a path that names no file, and the
 * deployment's headers and {@code config.json}.
 */
record PageEndpoint(Page page, Path folder) implements GatewayEndpoint {
    private static final String CONFIGURATION = "/config.json";
    private static final String CACHING = "cache-control";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "webmanifest", "application/manifest+json",
            "txt", "text/plain; charset=utf-8");

    /** Empty also where the page is not built. */
    @Override
    public Optional<Reply> answer(GatewayRequest request) {
        String path = URI.create(request.path()).getPath();
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        boolean others = path.startsWith(GatewayRequest.PAGES_STAGE) || path.startsWith(HttpGateway.LOCAL);
        return reads && !others ? content(path).map(content -> marked(path, content)) : Optional.empty();
    }

    private Optional<Reply> content(String path) {
        if (path.equals(CONFIGURATION) && Files.isDirectory(folder)) {
            return Optional.of(answer("json", page.configuration().getBytes(StandardCharsets.UTF_8)));
        }
        boolean namesFile = path.substring(path.lastIndexOf('/')).contains(".");
        Path file = folder.resolve(namesFile ? path.substring(1) : "index.html").normalize();
        return file.startsWith(folder.normalize()) && Files.isRegularFile(file)
                ? Optional.of(answer(extension(file), read(file)))
                : Optional.empty();
    }

    private static Reply answer(String extension, byte[] body) {
        String type = TYPES.getOrDefault(extension, "application/octet-stream");
        return Reply.bytes(200, body).with("content-type", type);
    }

    /** Files with a hash in their names never change. */
    private Reply marked(String path, Reply content) {
        Map<String, String> headers = new TreeMap<>(page.headers());
        headers.put(CACHING, path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
        Reply marked = content;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            marked = marked.with(header.getKey(), header.getValue());
        }
        return marked;
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
