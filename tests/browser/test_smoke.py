def test_the_browser_reaches_the_site_under_the_strict_policy(page_for):
    page = page_for(None)
    errors = []
    page.on("console", lambda message: errors.append(message.text))

    answer = page.goto("/toegankelijkheid")

    assert answer.status == 200
    assert page.locator("h1").inner_text() == "Toegankelijkheid"
    assert errors == []
