/// A page that runs the exam of clients in the browser that opens it.
enum ExamBrowserPage {
  /// The response to a request for it.
  static let response = """
    HTTP/1.1 200 OK\r
    Content-Type: text/html; charset=utf-8\r
    Content-Length: \(page.utf8.count)\r
    Cache-Control: no-store\r
    Connection: close\r
    \r
    \(page)
    """

  private static let page = """
    <!DOCTYPE html>
    <html lang="en">
    <meta charset="utf-8">
    <title>Exam of this browser</title>
    <style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:2rem}</style>
    <h1>Exam of this browser</h1>
    <p role="status" id="status">Starting …</p>
    <progress id="progress" value="0"></progress>
    <ul id="failures"></ul>
    <script>
    const base = `ws://${location.host}`, agent = encodeURIComponent(navigator.userAgent);
    const show = (text) => { document.getElementById("status").textContent = text; };
    // The text that an endpoint sends before it closes.
    const ask = (path) => new Promise((resolve) => {
      const socket = new WebSocket(base + path);
      let text = "";
      socket.onmessage = (event) => { text = event.data; };
      socket.onclose = () => resolve(text);
    });
    // A case: every message goes back, until the server closes.
    const run = (number) => new Promise((resolve) => {
      const socket = new WebSocket(`${base}/runCase?case=${number}&agent=${agent}`);
      socket.binaryType = "arraybuffer";
      socket.onmessage = (event) => socket.send(event.data);
      socket.onclose = resolve;
    });
    (async () => {
      const count = Number(await ask("/getCaseCount")), progress = document.getElementById("progress");
      progress.max = count;
      let passed = 0;
      for (let number = 1; number <= count; number++) {
        await run(number);
        const { behavior } = JSON.parse(await ask(`/getCaseStatus?case=${number}&agent=${agent}`));
        if (behavior === "FAILED") {
          const { id, description } = JSON.parse(await ask(`/getCaseInfo?case=${number}`));
          const item = document.createElement("li");
          item.textContent = `${id}: ${description}`;
          document.getElementById("failures").append(item);
        } else { passed++; }
        progress.value = number;
        show(`${passed} of ${number} cases passed, of ${count}`);
      }
      await ask(`/updateReports?agent=${agent}`);
      show(`Done: ${passed} of ${count} cases passed. The report is in the terminal.`);
    })();
    </script>
    </html>

    """
}
