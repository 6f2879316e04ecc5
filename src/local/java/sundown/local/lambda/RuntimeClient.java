package sundown.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * A function's side of the runtime API. It uses {@link HttpURLConnection}, which loads in a tenth of the time of the
 * newer client and so does not blur the start of a function.
 */
final class RuntimeClient {
    private final URI root;

    RuntimeClient(String hostAndPort) {
        root = URI.create("http://" + hostAndPort + "/2018-06-01/runtime/");
    }

    /** Waits for the next event, for as long as it takes. */
    HttpURLConnection next() throws IOException {
        HttpURLConnection connection = connect("invocation/next");
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw refused(connection);
        }
        return connection;
    }

    void respond(String requestId, byte[] response) throws IOException {
        post("invocation/" + requestId + "/response", response);
    }

    void fail(String requestId, byte[] error) throws IOException {
        post("invocation/" + requestId + "/error", error);
    }

    void failToStart(byte[] error) throws IOException {
        post("init/error", error);
    }

    private void post(String path, byte[] body) throws IOException {
        HttpURLConnection connection = connect(path);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        switch (connection.getResponseCode()) {
            case HttpURLConnection.HTTP_ACCEPTED -> readToEnd(connection.getInputStream());
            // The runtime API has recorded the oversized response as this invocation's failure.
            case HttpURLConnection.HTTP_ENTITY_TOO_LARGE -> readToEnd(connection.getErrorStream());
            default -> throw refused(connection);
        }
    }

    /** A connection can be used again only when it was read to its end. */
    private static void readToEnd(InputStream answer) throws IOException {
        try (answer) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }

    private HttpURLConnection connect(String path) throws IOException {
        return (HttpURLConnection) root.resolve(path).toURL().openConnection();
    }

    private static IOException refused(HttpURLConnection connection) throws IOException {
        return new IOException(connection.getURL() + " answered " + connection.getResponseCode());
    }
}
