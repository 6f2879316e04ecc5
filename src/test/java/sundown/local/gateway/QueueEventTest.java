package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import sundown.local.lambda.AwsAccount;

class QueueEventTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void hasTheShapeOfAFifoQueuesEvent() throws Exception {
        Message message = Message.builder()
                .messageId("11d6ee51-4cc7-4302-9e22-7cd8afdaadf5")
                .receiptHandle("AQEBBX8nesZEXmkhsmZeyIE8iQAMig7qw...")
                .body("Test message.")
                .attributes(Map.of(
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1",
                        MessageSystemAttributeName.SENT_TIMESTAMP, "1573251510774",
                        MessageSystemAttributeName.SEQUENCE_NUMBER, "18849496460467696128",
                        MessageSystemAttributeName.MESSAGE_GROUP_ID, "1",
                        MessageSystemAttributeName.SENDER_ID, "AIDAIO23YVJENQZJOL4VO",
                        MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, "1",
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP, "1573251510774"))
                .md5OfBody("e4e68fb7bd0e697a0ae8f1bb342846b3")
                .build();

        assertThat(json.readTree(event("fifo.fifo").of(List.of(message)))).isEqualTo(json.readTree("""
                {
                  "Records": [
                    {
                      "messageId": "11d6ee51-4cc7-4302-9e22-7cd8afdaadf5",
                      "receiptHandle": "AQEBBX8nesZEXmkhsmZeyIE8iQAMig7qw...",
                      "body": "Test message.",
                      "attributes": {
                        "ApproximateReceiveCount": "1",
                        "SentTimestamp": "1573251510774",
                        "SequenceNumber": "18849496460467696128",
                        "MessageGroupId": "1",
                        "SenderId": "AIDAIO23YVJENQZJOL4VO",
                        "MessageDeduplicationId": "1",
                        "ApproximateFirstReceiveTimestamp": "1573251510774"
                      },
                      "messageAttributes": {},
                      "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
                      "eventSource": "aws:sqs",
                      "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:fifo.fifo",
                      "awsRegion": "us-east-2"
                    }
                  ]
                }"""));
    }

    @Test
    void carriesMessageAttributes() throws Exception {
        Message message = Message.builder()
                .messageId("m")
                .messageAttributes(Map.of(
                        "text",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("value")
                                .build(),
                        "bytes",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromUtf8String("value"))
                                .build()))
                .build();

        assertThat(json.readTree(event("queue").of(List.of(message))).at("/Records/0/messageAttributes"))
                .isEqualTo(json.readTree("""
                        {
                          "text": {
                            "stringValue": "value",
                            "stringListValues": [],
                            "binaryListValues": [],
                            "dataType": "String"
                          },
                          "bytes": {
                            "binaryValue": "dmFsdWU=",
                            "stringListValues": [],
                            "binaryListValues": [],
                            "dataType": "Binary"
                          }
                        }"""));
    }

    private static QueueEvent event(String queue) {
        return new QueueEvent(new AwsAccount("us-east-2", "123456789012"), queue);
    }
}
