"""Serves moto, a stand-in for AWS, at a free port of 127.0.0.1, printed as "PORT n", until its standard input closes."""

import re
import sys
from datetime import datetime, timezone

from moto.dynamodbstreams.responses import DynamoDBStreamsHandler
from moto.server import ThreadedMotoServer

TIME = re.compile(r'"((?:Approximate)?Creation(?:Request)?DateTime)": "([^"]+)"')


def seconds(found):
    name, text = found.groups()
    time = datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
    return f'"{name}": {time.timestamp()}'


def with_seconds(operation):
    """Before 5.2, moto writes times of streams as text, which AWS does not, and which its SDK for Java refuses."""

    def answer(handler):
        result = operation(handler)
        return TIME.sub(seconds, result) if isinstance(result, str) else result

    return answer


for name in ("describe_stream", "get_records"):
    setattr(DynamoDBStreamsHandler, name, with_seconds(getattr(DynamoDBStreamsHandler, name)))

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print("PORT", server.get_host_and_port()[1], flush=True)
sys.stdin.read()
