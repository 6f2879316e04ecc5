package sundown.functions;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.quarkus.amazon.lambda.runtime.JacksonInputReader;
import io.quarkus.amazon.lambda.runtime.JacksonOutputWriter;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.funqy.lambda.FunqyRequestImpl;
import io.quarkus.funqy.lambda.FunqyResponseImpl;
import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.quarkus.funqy.runtime.RequestContextImpl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import sundown.functions.Installation.Functions;
import sundown.local.lambda.FunctionInvoker.Invocation;

/**
 * All functions in the Quarkus application in which the tests run. Funqy's own handler serves the one function that is
 * chosen when the application starts; this one chooses by name, and otherwise does the same with the same reader and
 * writer.
 */
final class ApplicationFunctions implements Functions {
    @Override
    public Invocation invoke(String function, String payload) {
        try {
            return new Invocation.Succeeded(answer(FunctionRecorder.registry.matchInvoker(function), payload));
        } catch (Exception | LinkageError | StackOverflowError failed) {
            return new Invocation.Failed(failed.getClass().getName(), String.valueOf(failed.getMessage()), "{}");
        }
    }

    private static String answer(FunctionInvoker function, String payload) throws IOException {
        Object event = reader(function).readValue(new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)));
        Object answer = dispatch(function, event);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        if (answer != null) {
            writer(function).writeValue(written, answer);
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    private static Object dispatch(FunctionInvoker function, Object event) {
        ManagedContext requestContext = Arc.container().requestContext();
        requestContext.activate();
        try {
            FunqyResponseImpl response = new FunqyResponseImpl();
            function.invoke(new FunqyRequestImpl(new RequestContextImpl(), event), response);
            return response.getOutput().await().indefinitely();
        } finally {
            requestContext.terminate();
        }
    }

    private static JacksonInputReader reader(FunctionInvoker function) {
        return new JacksonInputReader(
                (ObjectReader) function.getBindingContext().get(ObjectReader.class.getName()));
    }

    private static JacksonOutputWriter writer(FunctionInvoker function) {
        return new JacksonOutputWriter(
                (ObjectWriter) function.getBindingContext().get(ObjectWriter.class.getName()));
    }

    @Override
    public void close() {
        // The application ends with the tests.
    }
}
