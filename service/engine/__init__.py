"""The only room that knows argostranslate, CTranslate2 and SentencePiece; refuses SQL, HTTP and markup formats."""
