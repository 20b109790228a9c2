extension ConnectionPage {
  static let styleSheet = """
    :root{color-scheme:light dark}
    body{font:14px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;\
    margin:2em auto;max-width:72em;padding:0 1em}
    h1{font-size:1.4em}
    main{display:flex;flex-direction:column}
    section{min-width:0}
    h2{font-size:1.1em;margin:2em 0 .5em}
    small{font-weight:normal;opacity:.7}
    .line{padding:.15em .4em .15em 1.6em;position:relative}
    summary{cursor:pointer;display:block}
    summary::-webkit-details-marker{display:none}
    summary::before{content:"▸";position:absolute;left:.4em;opacity:.7}
    [open]>summary::before{content:"▾"}
    .time,.packet{display:inline-block;opacity:.7}
    .time{width:8em}
    .packet{width:5em}
    .row{border:solid transparent;border-width:0 4px;margin:2px 0}
    .to-server{border-left-color:#1d4ed8}
    .to-client{border-right-color:#15803d}
    .to-client .what{float:right}
    .note{margin:.2em 0 .2em 13em}
    .wrong{color:#b91c1c}
    @media(prefers-color-scheme:dark){.wrong{color:#f87171}}
    pre{overflow-x:auto;padding:.5em 1em}
    .summary{margin:0 0 .5em;padding:0}
    img{max-width:100%}
    .line::after{content:"";display:block;clear:both}
    """
}
