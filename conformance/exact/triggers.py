def table(*_):
    return {}
