package sundown.aws;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** A network that delivers every request and loses the next so many answers. */
public final class LosingHttpClient implements SdkHttpClient {
    private final SdkHttpClient network = UrlConnectionHttpClient.create();
    private final AtomicInteger toLose = new AtomicInteger();

    public void loseNext(int answers) {
        toLose.set(answers);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest delivered = network.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse answer = delivered.call();
                if (toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new IOException("the answer was lost");
                }
                return answer;
            }

            @Override
            public void abort() {
                delivered.abort();
            }
        };
    }

    @Override
    public void close() {
        network.close();
    }
}
